import type { ReqCode } from '../../model/diagnosis-code.js';
import type { CauseWords } from '../language.js';

export const REQ: Readonly<Record<ReqCode, CauseWords>> = {
  'req.dropped-header': {
    headline: [
      'The browser does not send what the page sets as {value}.',
      'The browser does not send a header that the page sets.',
    ],
    whatHappened: ['These names belong to the browser. It drops them without an error.'],
    whatToDo: ['Leave it out, and do not sign it.'],
  },
  'req.auto-content-type': {
    headline: [
      'The browser adds Content-Type: {value} because of the body.',
      'The browser adds a Content-Type because of the body.',
    ],
    whatHappened: ['Text, forms and typed Blobs bring one; bytes do not.'],
    whatToDo: ['Where the signature covers it, set the header yourself, or send a Blob with that type.'],
  },
  'req.preflight-cause': {
    headline: ['The browser asks first because of {value}.', 'The browser asks before this request.'],
    whatHappened: ['Without these it would go out unasked.'],
    whatToDo: ['Where the upload allows it, leave them out, put the signature into the URL, or use a form.'],
  },
  'req.value-too-long': {
    headline: [
      'The value of {value} is longer than 128 bytes, so it needs permission.',
      'A value of more than 128 bytes needs permission.',
    ],
    whatHappened: ['Shorter values of this header go out unasked.'],
    whatToDo: ['Shorten it, or allow the header in the rules.'],
  },
  'req.range-not-simple': {
    headline: ['This form of Range needs permission.'],
    whatHappened: ['Only one range of bytes with a start, such as bytes=0-499, goes out unasked.'],
    whatToDo: ['Ask for one range with a start, or allow Range in the rules.'],
  },
  'req.header-case': {
    headline: [
      'The browser asks for {value} in small letters, sorted.',
      'The browser asks for header names in small letters, sorted.',
    ],
    whatHappened: ['Stores compare header names without their case, so this changes nothing.'],
    whatToDo: ['Nothing needs to be done; look for the small letters in logs.'],
  },
  'req.upload-listener': {
    headline: ['Listeners on xhr.upload make the browser ask first.'],
    whatHappened: ['They would tell how far an upload is, which a page may only know with permission.'],
    whatToDo: ['Do without them if the request should go out unasked.'],
  },
};
