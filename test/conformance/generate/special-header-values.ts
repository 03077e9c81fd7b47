/** Names that browsers treat each in their own way: some are sent unasked by one engine. */
export const PECULIAR: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['User-Agent', ['mine/1.0', '', '\xe9']],
  ['DPR', ['1', '1.5', '1.', '.5', '-1', 'x', '']],
  ['Width', ['100', '1.5', '']],
  ['Viewport-Width', ['100', 'x']],
  ['Device-Memory', ['0.5', '8', '8.']],
  ['Downlink', ['1.7', '1.7.1']],
  ['RTT', ['150', '1.5']],
  ['ECT', ['4g', '4G', 'slow-2g', '5g']],
  ['Save-Data', ['on', 'ON', 'off']],
  ['Intervention', ['', '<x>; "y"']],
];

/** Names that the page cannot set, and values that would show if they went out all the same. */
export const FORBIDDEN: readonly (readonly [name: string, value: string])[] = [
  ...['Accept-Charset', 'accept-encoding', 'Access-Control-Request-Headers', 'access-control-request-method'],
  ...[
    'Connection',
    'Content-Length',
    'Cookie',
    'cookie2',
    'DATE',
    'DNT',
    'Expect',
    'Host',
    'Keep-Alive',
    'Origin',
  ],
  ...[
    'Referer',
    'Set-Cookie',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'Via',
    'Proxy-',
    'proxy-x',
    'Sec-',
  ],
  ...['sec-fetch-mode', 'SEC-x'],
].map((name) => [name, 'forged'] as const);

/** Names whose values may be forbidden. */
export const OVERRIDES: readonly string[] = ['X-HTTP-Method', 'x-http-method-override', 'X-Method-Override'];
/** Values of those, forbidden and not. */
export const OVERRIDE_VALUES: readonly string[] = [
  ...[
    'TRACE',
    'trace',
    'CONNECT',
    'Track',
    'PUT',
    'PUT, TRACE',
    'PUT,trace ,x',
    '"TRACE"',
    '"a,trace,b"',
    'TRACEx',
  ],
  ...['', ',', ' trace\t', 'a, "b, trace', 'trace;', '"\\",track,"'],
];
