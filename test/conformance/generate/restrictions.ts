/** What the generator never makes, and why: so that nobody takes it for tested. */
export const RESTRICTIONS: readonly { readonly never: string; readonly because: string }[] = [
  {
    never:
      'the methods CONNECT, TRACE and TRACK, names of headers that are no tokens, NUL, CR and LF in values',
    because: 'fetch() and XMLHttpRequest throw before there is a request',
  },
  {
    never: 'a body with GET or HEAD by fetch()',
    because: 'fetch() throws; by XMLHttpRequest, which ignores it, it is made',
  },
  {
    never: 'the modes no-cors and same-origin',
    because: 'no CORS check takes place; what is said of them is measured by test/fetch-standard/live',
  },
  {
    never: 'a text or form fields by XMLHttpRequest where the page sets Content-Type',
    because: 'it rewrites the charset of that header, which is no matter of fetch() and CORS',
  },
  {
    never: 'two lines of X-HTTP-Method, X-HTTP-Method-Override or X-Method-Override',
    because:
      'each line is tested alone; joined they may be forbidden, and Chromium then sends nothing at all',
  },
  {
    never: 'a body that is a stream',
    because: 'Chromium sends it over HTTP/2 only, which needs TLS; the others do not stream',
  },
  {
    never: "blanks at the ends of a Blob's type",
    because:
      'fetch() strips them; in XMLHttpRequest Firefox, which sends none either, asks by the type as it stands',
  },
  {
    never: 'NUL, CR and LF inside a line of an answer, folded lines, names that are no tokens',
    because: 'the HTTP parser ends the connection or drops the line, before CORS is looked at',
  },
  {
    never: 'statuses below 200 and above 599',
    because: 'they are no final answers of HTTP; each engine has its own HTTP parser for them',
  },
  {
    never: 'the status 421',
    because: 'engines ask again over another connection; in Firefox a HEAD then never ends',
  },
  {
    never: 'WWW-Authenticate and Proxy-Authenticate',
    because: 'the browser asks its user for a password, and the case never ends',
  },
  {
    never:
      'Connection, Content-Encoding, Transfer-Encoding, Upgrade and further Content-Length lines in answers',
    because: 'they tell where the answer ends: a wrong one is a broken connection',
  },
  {
    never: 'an empty Location in the answer to a request that may need a preflight',
    because:
      'Firefox asks the same address again, and its cache of preflights decides whether it asks before',
  },
  {
    never: 'a Location whose host holds a space',
    because: 'Chromium takes it for a host and asks the network for it, where no parser of URLs here follows',
  },
  {
    never: 'two Location lines that differ, two Content-Disposition lines',
    because: 'engines take them for an attack on the connection, and end it',
  },
];
