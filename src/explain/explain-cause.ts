import type { PreflightCause } from '../fetch-standard/preflight-cause.js';

/** Says what makes a request need a preflight and what to change to avoid it: one sentence of English. Pure. */
export function explainCause(cause: PreflightCause): string {
  const { name } = cause;
  switch (cause.why) {
    case 'method':
      return `The method ${name} is always asked for: only GET, HEAD and POST go out unasked, so upload by a signed form, which is a POST.`;
    case 'name':
      return `The header ${name} is always asked for: leave it out, or, if it belongs to a signature, put the signature into the URL.`;
    case 'too-long':
      return `The value of ${name} has ${cause.bytes} bytes, and those of more than ${cause.maxBytes} are asked for: shorten it.`;
    case 'too-long-together':
      return `The headers that go out unasked, ${name} among them, have ${cause.bytes} bytes of values together, and more than ${cause.maxBytes} are asked for: shorten them or leave some out.`;
    case 'byte':
      return `The value of ${name} holds a character that is asked for: leave out control characters and all of " ( ) : < > ? @ [ \\ ] { }.`;
    case 'language':
      return `The value of ${name} holds a character that is asked for: write it with letters, digits, blanks and * , - . ; = alone.`;
    case 'type':
      return `The header ${name} goes out unasked only as text/plain, multipart/form-data or application/x-www-form-urlencoded: send one of these, or upload by a signed form.`;
    case 'range':
      return `The header ${name} goes out unasked only as one range of bytes with a start, such as bytes=0-499: ask for one such range.`;
    case 'hint':
      return `The value of ${name} is none that this client hint may have, so it is asked for: leave it out.`;
    case 'non-ascii':
      return `The value of ${name} holds a letter outside ASCII, which Firefox asks for: write it with ASCII alone.`;
    case 'comma':
      return `The value of ${name} holds a comma, which Firefox asks for: leave out the comma and what follows it.`;
    case 'range-too-large':
      return `The positions of the header ${name} are larger than this browser counts, so it is asked for: ask for positions below 2^63 - 1, or leave the end out.`;
    case 'upload-listeners':
      return 'Listeners on xhr.upload make the browser ask: do without the progress of the upload.';
    case 'stream':
      return 'A body that is a stream makes the browser ask: send a Blob or bytes.';
  }
}
