/** Types, well and badly formed. */
export const CONTENT_TYPES: readonly string[] = [
  ...[
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/json',
    'text/html',
  ],
  ...[
    'TEXT/Plain',
    'text/plain;charset=utf-8',
    'text/plain; charset="utf-8"',
    'text/plain ;a=b',
    'text/plain;',
  ],
  ...[
    'text/plain ;',
    'text/plain,',
    'text/plain, text/plain',
    'text/plain;,',
    'text/plain\t;x',
    'text/plain\tx',
  ],
  ...['text/', 'text', '/plain', '', ';', ',', 'text/plain/x', 'text /plain', 'text/ plain', '*/*', 'text/*'],
  ...['multipart/form-data; boundary=x', 'application/json;text/plain', 'text/plain;charset=a;charset=b'],
  ...[
    'application/x-www-form-urlencoded;a b',
    'text/plain;\x80',
    'text/plain;charset=\xe9',
    'text/plain+xml',
  ],
];

/** The types that go out unasked. */
export const FORM_TYPES: readonly string[] = [
  'text/plain',
  'Text/PLAIN',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
];
/** What stands behind them, a few in a row: engines end the type, and the parameters, at different ones. */
export const TYPE_PIECES: readonly string[] = [' ', ' ', '\t', ';', ';', ';', ',', 'x', 'a=b', '/.'];

/** Ranges, of which few are plain. */
export const RANGES: readonly string[] = [
  ...[
    'bytes=0-',
    'bytes=0-5',
    'bytes=5-5',
    'bytes=5-0',
    'bytes=-5',
    'bytes=0-5,7-9',
    'Bytes=0-5',
    'bytes =0-5',
  ],
  ...[
    'bytes= 0-5',
    'bytes=0 - 5',
    'bytes=0-\t5',
    'bytes=00-05',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes=0x1-2',
  ],
  ...['bytes=9223372036854775806-', 'bytes=9223372036854775807-', 'bytes=18446744073709551615-'],
  ...['bytes=18446744073709551616-', 'bytes=0-18446744073709551616', 'bytes=0-9223372036854775807'],
  ...[
    'bytes=+0-5',
    'bytes=0-+5',
    'bytes=--5',
    'bytes=1.5-2',
    'items=0-5',
    'bytes=0-5;',
    'bytes0-5',
    '0-5',
    '',
  ],
];

/** Values of headers about languages. */
export const LANGUAGES: readonly string[] = [
  'en',
  'en-US, de;q=0.5',
  '*',
  'en_US',
  'en=',
  'e,n',
  '\xe9',
  'a b',
  'a/b',
  'a:b',
  '',
  'a\tb',
  '"en"',
];
/** Values of `Accept`. */
export const ACCEPTS: readonly string[] = [
  '*/*',
  'text/html',
  'text/html;q=0.5, */*',
  'a"b"',
  '(x)',
  '\xe9',
  '',
  'a,b',
  'a\tb',
  'a{b}',
  'a@b',
];

/** Names that always ask for permission. */
export const UNSAFE_NAMES: readonly string[] = [
  ...[
    'Authorization',
    'authorization',
    'AUTHORIZATION',
    'X-Amz-Date',
    'x-amz-content-sha256',
    'X-OSS-Security-Token',
  ],
  ...[
    'x-a',
    'X-A',
    'X-B',
    'x_c',
    'If-Match',
    'If-None-Match',
    'Cache-Control',
    'Pragma',
    'Last-Event-ID',
    'ETag',
  ],
  ...[
    '*',
    '~',
    "!#$%&'*+-.^_`|~9",
    'Access-Control-Allow-Origin',
    'Content-Disposition',
    'Content-MD5',
    'Link',
  ],
  ...[
    'X-Requested-With',
    'Secx',
    'Proxy',
    'Cookie3',
    'Range2',
    'Upgrade-Insecure-Requests',
    'Save',
    '__proto__',
  ],
];
