#!/bin/sh
# Runs $FIREFOX_PATH so that it ends with the process that started it, even where that one is killed.
exec setpriv --pdeathsig KILL "$FIREFOX_PATH" "$@"
