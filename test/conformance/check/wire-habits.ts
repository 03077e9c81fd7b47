import type { EngineName } from '../../support/engines/engine.js';

/**
 * What an engine's network stack does to a request, after all that the SDK speaks of: data, so that the
 * comparison need not leave those cases out. Each line was seen.
 */
export interface WireHabits {
  /** Whether bytes past 7F in a header's value go out as the two bytes of UTF-8. */
  readonly writesUtf8: boolean;
  /** Headers of which only the last of several lines goes out: lower-case. `content-type`: with a body, the first. */
  readonly lastLineOnly: readonly string[];
  /** Whether form fields give their type to a GET by `XMLHttpRequest`, though they do not go out. */
  readonly xhrTypesUnsentFields: boolean;
  /** Whether a line without a value takes the place of those of its name before it, and is replaced by the next one. */
  readonly emptyLineReplaces: boolean;
  /** Whether one plain range is written anew, without signs, blanks and zeros that say nothing. */
  readonly rewritesRange: boolean;
  /** Whether a redirect of what began at the page's origin still has the next preflight, before it is refused. */
  readonly asksBeforeRefusing: boolean;
  /** Whether what had an `Origin` header keeps it over redirects, where a GET to the own origin would have none. */
  readonly keepsOriginHeader: boolean;
}

const NONE: WireHabits = {
  writesUtf8: false,
  lastLineOnly: [],
  xhrTypesUnsentFields: false,
  emptyLineReplaces: false,
  rewritesRange: false,
  asksBeforeRefusing: false,
  keepsOriginHeader: false,
};

export const WIRE_HABITS: Readonly<Record<EngineName, WireHabits>> = {
  chromium: {
    ...NONE,
    rewritesRange: true,
  },
  firefox: {
    ...NONE,
    lastLineOnly: ['authorization', 'content-type', 'content-disposition', 'user-agent'],
    emptyLineReplaces: true,
  },
  // Its network stack is that of GTK; Safari's is another.
  webkit: {
    ...NONE,
    writesUtf8: true,
    xhrTypesUnsentFields: true,
    asksBeforeRefusing: true,
    keepsOriginHeader: true,
  },
};
