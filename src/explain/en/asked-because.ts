import type { PreflightCause } from '../../fetch-standard/preflight-cause.js';

/** What makes the browser ask first, and what to change so that it need not. */
export const ASKED_BECAUSE: Readonly<Record<PreflightCause['why'], string>> = {
  method:
    'The method {name} is always asked for: only GET, HEAD and POST go out unasked, so upload by a signed form, which is a POST.',
  name: 'The header {name} is always asked for: leave it out, or, if it belongs to a signature, put the signature into the URL.',
  'too-long':
    'The value of {name} has {bytes} bytes, and those of more than {maxBytes} are asked for: shorten it.',
  'too-long-together':
    'The headers that go out unasked, {name} among them, have {bytes} bytes of values together, and more than {maxBytes} are asked for: shorten them or leave some out.',
  byte: 'The value of {name} holds a character that is asked for: leave out control characters and all of " ( ) : < > ? @ [ \\ ] { }.',
  language:
    'The value of {name} holds a character that is asked for: write it with letters, digits, blanks and * , - . ; = alone.',
  type: 'The header {name} goes out unasked only as text/plain, multipart/form-data or application/x-www-form-urlencoded: send one of these, or upload by a signed form.',
  range:
    'The header {name} goes out unasked only as one range of bytes with a start, such as bytes=0-499: ask for one such range.',
  hint: 'The value of {name} is none that this client hint may have, so it is asked for: leave it out.',
  'non-ascii':
    'The value of {name} holds a letter outside ASCII, which Firefox asks for: write it with ASCII alone.',
  separator:
    'The value of {name} holds a comma or ends in a semicolon, which Firefox asks for: leave it out.',
  'range-too-large':
    'The positions of the header {name} are larger than this browser counts, so it is asked for: ask for positions below 2^63 - 1, or leave the end out.',
  'upload-listeners': 'Listeners on xhr.upload make the browser ask: do without the progress of the upload.',
  stream: 'A body that is a stream makes the browser ask: send a Blob or bytes.',
};
