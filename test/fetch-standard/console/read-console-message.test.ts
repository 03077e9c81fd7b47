import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConsoleMessage } from '../../../src/fetch-standard/console/read-console-message.js';
import type { CorsRefusal, RefusalCode } from '../../../src/fetch-standard/cors-verdict.js';
import { CHROMIUM_REFUSALS, chromiumRefusal } from '../../../src/fetch-standard/predict/chromium-refusals.js';
import { firefoxRefusal } from '../../../src/fetch-standard/predict/firefox-refusals.js';
import { webkitRefusal } from '../../../src/fetch-standard/predict/webkit-refusals.js';
import { chromiumLine, firefoxLine } from './console-lines.js';

const CODES = Object.keys(CHROMIUM_REFUSALS) as RefusalCode[];
const ON_PREFLIGHT = /^(preflight-|allow-methods|allow-headers|method-|header-)/;
const context = {
  url: 'https://b.example/key?X-Amz-Signature=s3cret',
  origin: 'https://a.example',
  status: 403,
};

/** Values as they come: `allow-origin-list` has several, the others one. */
function refusal(code: RefusalCode, value: string, onPreflight: boolean): CorsRefusal {
  const isPreflight = ON_PREFLIGHT.test(code) || (onPreflight && code.startsWith('allow-'));
  const blockedAt = isPreflight
    ? 'preflight'
    : code.startsWith('redirect')
      ? 'redirect'
      : /^(local|mode)-/.test(code) || code.endsWith('policy')
        ? 'policy'
        : 'response';
  const listed =
    code === 'allow-origin-list' || code === 'allow-origin-repeated' ? `${value}, ${value}` : value;
  return {
    allowed: false,
    blockedAt,
    code,
    value: listed,
    step: '',
    status: 403,
    origin: context.origin,
    url: 'https://b.example/key',
    ...(code === 'header-not-allowed' ? { refusedHeaders: [listed] } : {}),
  };
}

const value = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);

describe('readConsoleMessage', () => {
  it.each(CODES)('%s: finds in each engine what was predicted of it', (code) => {
    fc.assert(
      fc.property(value, fc.boolean(), (given, onPreflight) => {
        const refused = refusal(code, given, onPreflight);
        const lines = [
          chromiumLine(chromiumRefusal(refused), context),
          firefoxLine(firefoxRefusal(refused), refused.value, context),
          webkitRefusal(refused).message,
        ];
        for (const [index, line] of lines.entries()) {
          if (line === null) continue;
          const [reading] = readConsoleMessage(line).readings;
          expect(reading?.refusals, line).toContain(code);
          expect(reading?.engine).toBe((['chromium', 'firefox', 'webkit'] as const)[index]);
          if (line.includes(refused.value) && reading?.value !== '')
            expect(reading?.value).toBe(refused.value);
          if (index === 0) expect(reading?.blockedAt).toBe(refused.blockedAt);
        }
      }),
    );
  });

  it('keeps the query of an address to itself', () => {
    const line = `Access to fetch at '${context.url}' from origin 'https://a.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource. If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.`;
    const { readings } = readConsoleMessage(line);
    expect(readings).toEqual([
      {
        engine: 'chromium',
        refusals: ['allow-origin-missing'],
        failure: '',
        blockedAt: 'response',
        value: '',
        status: null,
        url: 'https://b.example/key',
        origin: 'https://a.example',
      },
    ]);
    expect(JSON.stringify(readings)).not.toContain('s3cret');
  });

  it('reads several lines, and counts the others', () => {
    const text = [
      "a.js:10 Access to XMLHttpRequest at 'https://b.example/k' from origin 'null' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: It does not have HTTP ok status.",
      'PUT https://b.example/k?Signature=abc net::ERR_FAILED',
      'GET https://c.example/k net::ERR_CONNECTION_REFUSED',
      'something else',
    ].join('\n');
    const { readings, unreadLines } = readConsoleMessage(text);
    expect(unreadLines).toBe(2);
    expect(readings.map(({ refusals, failure, url }) => [refusals, failure, url])).toEqual([
      [['preflight-status'], '', 'https://b.example/k'],
      [[], 'net::ERR_CONNECTION_REFUSED', 'https://c.example/k'],
    ]);
  });

  it.each([
    [
      "已拦截跨源请求：同源策略禁止读取位于 https://b.example/k 的远程资源。（原因：CORS 头缺少 'Access-Control-Allow-Origin'）。状态码：403。",
      'allow-origin-missing',
      403,
      '',
    ],
    [
      "已拦截跨源请求：同源策略禁止读取位于 https://b.example/k 的远程资源。（原因：CORS 预检响应的 'Access-Control-Allow-Headers'，不允许使用头 'x-amz-date'）。",
      'header-not-allowed',
      null,
      'x-amz-date',
    ],
  ])('reads Firefox in Chinese: %s', (line, code, status, quoted) => {
    const [reading] = readConsoleMessage(line).readings;
    expect(reading).toMatchObject({ engine: 'firefox', status, value: quoted, url: 'https://b.example/k' });
    expect(reading?.refusals).toContain(code);
  });

  describe('the two lines of Firefox', () => {
    const START =
      'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at';
    /** `a1`: that a request to `/a` was refused; `a2`: that it did not succeed. */
    const read = (lines: string) =>
      readConsoleMessage(
        lines
          .split(' ')
          .map(([name, part]) =>
            part === '1'
              ? `${START} https://b.example/${name}. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 403.`
              : `${START} https://b.example/${name}. (Reason: CORS request did not succeed). Status code: (null).`,
          )
          .join('\n'),
      ).readings.map(
        ({ url, blockedAt, status }) => `${url.at(-1)} ${status === null ? 'failed' : blockedAt}`,
      );

    // Of requests that were sent together, in the order in which Firefox ESR 153.7.0 printed them.
    it.each([
      ['a1 a2 b1 b2', 'a preflight, b preflight'],
      ['h1 i1 h2 i2', 'h preflight, i preflight'],
      ['a1 b1 c1 a2 f1 b2 c2 f2', 'a preflight, b preflight, c preflight, f preflight'],
      ['a1 a1 a2 a1 a2 a2', 'a preflight, a preflight, a preflight'],
      ['p1 g1 p2', 'p preflight, g null'],
    ])('are joined where others stand between: %s', (lines, expected) => {
      expect(read(lines).join(', ')).toBe(expected);
    });

    it.each([
      ['of a request that came after others', 'a1 b1 b2 a2', 'a null, b preflight, a failed'],
      ['behind one that failed by itself', 'a1 b2 a2', 'a null, b failed, a failed'],
      ['beside one that is joined', 'a1 a2 a2', 'a preflight, a failed'],
    ])('are two %s: %s', (_name, lines, expected) => {
      expect(read(lines).join(', ')).toBe(expected);
    });
  });

  it.each([
    [
      "Connecting to 'https://b.example/' violates the following Content Security Policy directive: \"connect-src 'self'\". The action has been blocked.",
      'csp',
    ],
    [
      'Content-Security-Policy: The page’s settings blocked the loading of a resource (connect-src) at https://b.example/ because it violates the following directive: “connect-src”',
      'csp',
    ],
    [
      'Refused to connect to https://b.example/ because it does not appear in the connect-src directive of the Content Security Policy.',
      'csp',
    ],
    [
      "Mixed Content: The page at 'https://a.example/' was loaded over HTTPS, but requested an insecure resource 'http://b.example/'. This request has been blocked; the content must be served over HTTPS.",
      'mixed-content',
    ],
    ['Blocked loading mixed active content “http://b.example/”', 'mixed-content'],
  ])('tells from CORS: %s', (line, failure) => {
    const [reading] = readConsoleMessage(line).readings;
    expect(reading).toMatchObject({ refusals: [], failure });
    expect(reading?.url).toMatch(/^https?:\/\/b\.example\/$/);
  });

  it.each([
    "[Report Only] Refused to connect to 'https://b.example/' because it violates the following Content Security Policy directive: \"connect-src 'self'\".",
    '[Report Only] Refused to connect to https://b.example/ because it does not appear in the connect-src directive of the Content Security Policy.',
    "Connecting to 'https://b.example/' violates the following Content Security Policy directive: \"connect-src 'self'\". The policy is report-only, so the violation has been logged but no further action has been taken.",
    "Mixed Content: The page at 'https://a.example/' was loaded over HTTPS, but requested an insecure element 'http://b.example/'. This request was automatically upgraded to HTTPS, For more information see https://c.example/",
    "Mixed Content: The page at 'https://a.example/' was loaded over HTTPS, but requested an insecure image 'http://b.example/'. This content should also be served over HTTPS.",
    'Loading mixed (insecure) active content “http://b.example/” on a secure page',
  ])('passes over what only warns: %s', (line) => {
    expect(readConsoleMessage(line)).toEqual({ readings: [], unreadLines: 1 });
  });

  it('reads the whole name of a failure, and the status behind it', () => {
    const line = 'GET https://b.example/k net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin 200 (OK)';
    expect(readConsoleMessage(line).readings).toMatchObject([
      { failure: 'net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin', status: 200, url: 'https://b.example/k' },
    ]);
    // Of addresses nothing is taken for a warning.
    const report = "Connecting to 'https://b.example/report-only/' violates the Content Security Policy";
    expect(readConsoleMessage(report).readings).toMatchObject([{ failure: 'csp' }]);
  });

  // Copied from Firefox ESR 153.7.0, so that the templates are not only held against themselves.
  it.each([
    ['CORS request did not succeed', 'redirect-too-many'],
    ['CORS request external redirect not allowed', 'preflight-redirected'],
    ['CORS request not http', 'redirect-scheme'],
    ['CORS header ‘Access-Control-Allow-Origin’ missing', 'allow-origin-missing'],
    ['Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed', 'allow-origin-repeated'],
    ['CORS header ‘Access-Control-Allow-Origin’ does not match ‘https://c.example’', 'allow-origin-mismatch'],
    [
      'Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’',
      'allow-origin-wildcard-with-credentials',
    ],
    ['Did not find method in CORS header ‘Access-Control-Allow-Methods’', 'method-not-allowed'],
    ['expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’', 'allow-credentials-missing'],
    ['CORS preflight response did not succeed', 'preflight-status'],
    ['invalid token ‘a b’ in CORS header ‘Access-Control-Allow-Methods’', 'allow-methods-malformed'],
    ['invalid token ‘a b’ in CORS header ‘Access-Control-Allow-Headers’', 'allow-headers-malformed'],
    [
      'header ‘x-a’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response',
      'header-not-allowed',
    ],
  ])('reads the words of Firefox: %s', (reason, code) => {
    const line = `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://b.example/k. (Reason: ${reason}).`;
    expect(readConsoleMessage(line).readings[0]?.refusals).toContain(code);
  });

  // Quadratic reading of these would take longer than a test may.
  it.each(['x', '（原因：', " at '"])(
    'ends with a line of nothing but "%s"',
    (word) => {
      expect(readConsoleMessage(word.repeat(300_000))).toEqual({ readings: [], unreadLines: 1 });
    },
    5000,
  );

  it('reads any text at all', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { readings } = readConsoleMessage(text);
        expect(readings).toEqual([]);
      }),
    );
  });
});
