import { describe, expect, it } from 'vitest';
import { explainMessage } from '../../../src/diagnose/raw/explain-message.js';
import { chinese } from '../../../src/explain/zh-cn.js';
import { aws } from '../../../src/stores/aws.js';
import { ceph } from '../../../src/stores/ceph.js';
import { minio } from '../../../src/stores/minio.js';
import { ORIGIN, URL_A } from './exchanges.js';

const chromium = (rest: string) =>
  `Access to fetch at '${URL_A}?X-Amz-Signature=s3cret' from origin '${ORIGIN}' has been blocked by CORS policy: ${rest}`;
const PREFLIGHT = "Response to preflight request doesn't pass access control check: ";
const MISSING = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
const firefox = (reason: string, status = '') =>
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${URL_A}. (Reason: ${reason}).${status}`;

describe('explainMessage', () => {
  it('says that a missing header on a preflight is any refusal of a store', () => {
    const [told] = explainMessage(chromium(PREFLIGHT + MISSING), { store: aws });
    expect(told?.diagnosis).toMatchObject({
      code: 'pre.refused',
      confidence: 'strong',
      request: { origin: ORIGIN, url: URL_A },
    });
    expect(told?.diagnosis.undecided?.candidates).toEqual(
      expect.arrayContaining([
        'pre.no-config',
        'pre.origin',
        'pre.method',
        'pre.header',
        'pre.bucket',
        'pre.waf',
      ]),
    );
    expect(told?.diagnosis.undecided?.command).toContain(`-H 'Origin: ${ORIGIN}'`);
    expect(told?.explanation.whatHappened.join(' ')).toContain('misleading');
    expect(JSON.stringify(told)).not.toContain('s3cret');
  });

  it('knows the store', () => {
    const candidates = (store: typeof ceph) =>
      explainMessage(chromium(PREFLIGHT + MISSING), { store })[0]?.diagnosis.undecided?.candidates;
    expect(candidates(ceph)).toEqual(expect.arrayContaining(['pre.shadowed', 'pre.auth-query']));
    expect(candidates(aws)).not.toContain('pre.shadowed');
    const onMinio = explainMessage(chromium(PREFLIGHT + MISSING), { store: minio });
    expect(onMinio[0]?.diagnosis.undecided?.candidates).not.toContain('pre.no-config');
  });

  it.each([
    [chromium(MISSING), 'act.error-without-cors'],
    ['Fetch API cannot load ftp://store.example/a. URL scheme "ftp" is not supported.', 'env.scheme'],
    [firefox('CORS request not http').replace('https:', 'ftp:'), 'env.scheme'],
    [
      chromium(
        'Request header field x-amz-date is not allowed by Access-Control-Allow-Headers in preflight response.',
      ),
      'pre.header',
    ],
    [
      chromium('Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.'),
      'pre.method',
    ],
    [chromium(`${PREFLIGHT}Redirect is not allowed for a preflight request.`), 'pre.redirect'],
    [chromium(`${PREFLIGHT}It does not have HTTP ok status.`), 'pre.status'],
    [
      chromium(
        "The 'Access-Control-Allow-Origin' header contains multiple values '*, *', but only one is allowed.",
      ),
      'act.acao-multiple',
    ],
    [chromium('Permission was denied for this request to access the `loopback` address space.'), 'env.lna'],
    [firefox('CORS header ‘Access-Control-Allow-Origin’ missing', ' Status code: 403.'), 'pre.refused'],
    [firefox('CORS header ‘Access-Control-Allow-Origin’ missing', ' Status code: 200.'), 'act.no-acao'],
    [firefox('CORS request did not succeed', ' Status code: (null).'), 'net.unreachable'],
    ['Preflight response is not successful. Status code: 403', 'pre.refused'],
    ['Preflight response is not successful. Status code: 404', 'pre.bucket'],
    ['Preflight response is not successful. Status code: 307', 'pre.redirect'],
    ['Preflight response is not successful. Status code: 401', 'pre.auth'],
    [
      `Origin ${ORIGIN} is not allowed by Access-Control-Allow-Origin. Status code: 403`,
      'act.error-without-cors',
    ],
    [`GET ${URL_A} net::ERR_CONNECTION_REFUSED`, 'net.unreachable'],
    [`PUT ${URL_A} net::ERR_BLOCKED_BY_CLIENT`, 'env.blocker'],
  ])('%s: %s', (line, code) => {
    const [told] = explainMessage(line);
    expect(told?.diagnosis.code).toBe(code);
    expect(told?.explanation.headline).toMatch(/^[A-Z].*\.$/);
    expect(JSON.stringify(told?.explanation)).not.toMatch(/\{\w+\}|undefined/);
    expect(told?.diagnosis.confidence).not.toBe('proof');
  });

  it.each([
    [
      firefox('CORS header ‘Access-Control-Allow-Origin’ missing'),
      'pre.refused',
      'pre.method pre.header pre.cross-rule pre.auth pre.redirect pre.no-acao act.error-without-cors act.no-acao act.redirect',
    ],
    [
      firefox('CORS header ‘Access-Control-Allow-Origin’ missing', ' Status code: 307.'),
      'act.redirect',
      'pre.redirect',
    ],
    [
      firefox('CORS header ‘Access-Control-Allow-Origin’ missing', ' Status code: 401.'),
      'pre.auth',
      'act.error-without-cors pre.refused pre.header',
    ],
    [
      firefox('CORS header ‘Access-Control-Allow-Origin’ missing', ' Status code: 200.'),
      'act.no-acao',
      'pre.no-acao net.captive',
    ],
    [
      `${firefox('CORS header ‘Access-Control-Allow-Origin’ missing', ' Status code: 200.')}\n${firefox('CORS request did not succeed', ' Status code: (null).')}`,
      'pre.no-acao',
      'pre.refused',
    ],
    [chromium(PREFLIGHT + MISSING), 'pre.refused', 'pre.auth pre.no-acao'],
    [chromium(MISSING), 'act.error-without-cors', 'act.redirect'],
    [
      chromium(MISSING).replace(' from origin', ` (redirected from '${URL_A}') from origin`),
      'act.redirect',
      'act.error-without-cors',
    ],
    [
      `Origin ${ORIGIN} is not allowed by Access-Control-Allow-Origin. Status code: 200`,
      'act.no-acao',
      'pre.no-acao pre.acao-mismatch pre.acao-invalid act.acao-mismatch',
    ],
    [`PUT ${URL_A} net::ERR_CONNECTION_RESET`, 'net.unreachable', 'net.reset-upload pre.reset'],
    [`PUT ${URL_A} net::ERR_TIMED_OUT`, 'net.unreachable', 'net.reset-upload pre.timeout'],
    [
      firefox('CORS request did not succeed', ' Status code: (null).'),
      'net.unreachable',
      'act.redirect pre.refused net.tls env.blocker pre.reset pre.timeout net.reset-upload',
    ],
    [
      `已拦截跨源请求：同源策略禁止读取位于 ${URL_A} 的远程资源。（原因：CORS 请求未能成功）。状态码：(null)。`,
      'net.unreachable',
      'act.redirect pre.refused net.tls env.blocker pre.reset',
    ],
    [
      chromium('Method patch is not allowed by Access-Control-Allow-Methods in preflight response.'),
      'pre.method',
      'pre.method-case env.method pre.waf',
    ],
    ['Method patch is not allowed by Access-Control-Allow-Methods.', 'pre.method', 'env.method'],
    [
      firefox('Did not find method in CORS header ‘Access-Control-Allow-Methods’'),
      'pre.method',
      'pre.method-case env.method',
    ],
    [
      chromium(
        'Request header field x-a is not allowed by Access-Control-Allow-Headers in preflight response.',
      ),
      'pre.header',
      'pre.acah-prefix',
    ],
    [chromium(`${PREFLIGHT}It does not have HTTP ok status.`), 'pre.status', 'pre.auth'],
    [`GET ${URL_A} net::ERR_ABORTED 200 (OK)`, 'undecided', 'env.abort'],
    [`GET ${URL_A} net::ERR_BLOCKED_BY_RESPONSE`, 'undecided', 'env.coep'],
    [
      `Cancelled load to ${URL_A} because it violates the resource's Cross-Origin-Resource-Policy response header.`,
      'undecided',
      'env.coep',
    ],
  ])('leaves open what looks the same: %s: %s', (line, code, open) => {
    const diagnosis = explainMessage(line)[0]?.diagnosis;
    expect(diagnosis?.code).toBe(code);
    expect(diagnosis?.undecided?.candidates).toEqual(expect.arrayContaining(open.split(' ')));
    expect(new Set(diagnosis?.undecided?.candidates).size).toBe(diagnosis?.undecided?.candidates.length);
    expect(diagnosis?.undecided?.candidates).not.toContain(code);
  });

  it('says only of a method that is not in capitals that no rule names it', () => {
    const line = chromium('Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.');
    expect(explainMessage(line)[0]?.diagnosis.undecided?.candidates).toEqual(['pre.method-case', 'pre.waf']);
  });

  it.each([
    [`GET ${URL_A} net::ERR_ABORTED`, 'env.abort'],
    [`GET ${URL_A} net::ERR_BLOCKED_BY_RESPONSE.NotSameOriginAfterDefaultedToSameOriginByCoep`, 'env.coep'],
    [`GET ${URL_A} net::ERR_BLOCKED_BY_RESPONSE.CoepFrameResourceNeedsCoepHeader 200 (OK)`, 'env.coep'],
    // What is known has no code.
    [`GET ${URL_A} net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin 200 (OK)`, 'undecided'],
    [`GET ${URL_A} net::ERR_BLOCKED_BY_RESPONSE.NotSameSite`, 'undecided'],
    [`GET ${URL_A} net::ERR_ABORTED 403 (Forbidden)`, 'undecided'],
    // The answer had begun, so nothing can be wrong with the way to the store.
    [`PUT ${URL_A} net::ERR_CONNECTION_RESET 200 (OK)`, 'net.reset-upload'],
    [`GET ${URL_A} net::ERR_TIMED_OUT 200 (OK)`, 'net.reset-upload'],
  ])('takes the whole of what Chromium names: %s: %s', (line, code) => {
    const diagnosis = explainMessage(line)[0]?.diagnosis;
    expect(diagnosis?.code).toBe(code);
    expect(diagnosis?.undecided?.candidates ?? []).toEqual([]);
  });

  it('takes the method from the line, or from that which follows', () => {
    const methodOf = (text: string) => explainMessage(text)[0]?.diagnosis;
    const failed = methodOf(`PUT ${URL_A}?X-Amz-Signature=s3cret net::ERR_CONNECTION_RESET`);
    expect(failed?.request.method).toBe('PUT');
    expect(failed?.undecided?.command).toContain("-H 'Access-Control-Request-Method: PUT'");
    const refused = methodOf(`${chromium(PREFLIGHT + MISSING)}\nDELETE ${URL_A} net::ERR_FAILED`);
    expect(refused?.undecided?.command).toContain('Access-Control-Request-Method: DELETE');
    // Two requests to one address: the line does not say which was meant.
    const both = methodOf(
      `${chromium(PREFLIGHT + MISSING)}\nPUT ${URL_A} net::ERR_FAILED\nGET ${URL_A} net::ERR_FAILED`,
    );
    expect(both?.undecided?.command).toContain('Access-Control-Request-Method: METHOD');
  });

  it('names the header that the line names, in the language that is given', () => {
    const line = chromium(
      'Request header field x-amz-date is not allowed by Access-Control-Allow-Headers in preflight response.',
    );
    expect(explainMessage(line)[0]?.explanation.headline).toContain('x-amz-date');
    expect(explainMessage(line, { language: chinese })[0]?.explanation.headline).toBe(
      '预检不允许请求头 x-amz-date。',
    );
  });

  it('shows no secret of what a line quotes', () => {
    const hidden = 'AKIAabcdefghij0123456789';
    const lines = [
      chromium(
        "Redirect location 'https://user:hunter2@b.example/k?X-Amz-Signature=s3cret' contains a username and password, which is disallowed for cross-origin requests.",
      ),
      chromium(`The 'Access-Control-Allow-Origin' header contains the invalid value '${hidden}'.`),
    ];
    const told = explainMessage(lines.join('\n'));
    expect(told.map(({ reading }) => reading.value)).toEqual(['https://b.example/k', '<hidden>']);
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`hunter2|s3cret|${hidden}`));
  });

  describe('of a page without an origin', () => {
    const found = (line: string) => explainMessage(line)[0]?.diagnosis;
    const ofNull = (rest: string) => chromium(rest).replace(`from origin '${ORIGIN}'`, "from origin 'null'");
    const MISMATCH = `The 'Access-Control-Allow-Origin' header has a value '${ORIGIN}' that is not equal to the supplied origin.`;

    it.each([
      [PREFLIGHT + MISMATCH, 'pre.acao-mismatch'],
      [PREFLIGHT + MISSING, 'pre.refused'],
    ])('says so of a preflight: %s', (rest, other) => {
      const diagnosis = found(ofNull(rest));
      expect(diagnosis).toMatchObject({ code: 'env.origin-null', confidence: 'strong' });
      expect(diagnosis?.undecided?.candidates).toEqual(expect.arrayContaining([other, 'pre.waf']));
      expect(found(chromium(rest))?.undecided?.candidates).not.toContain('env.origin-null');
    });

    it.each([
      [ofNull(MISSING), 'act.error-without-cors'],
      ['Origin null is not allowed by Access-Control-Allow-Origin. Status code: 200', 'act.no-acao'],
    ])('leaves it open of an answer: %s', (line, code) => {
      expect(found(line)?.code).toBe(code);
      expect(found(line)?.undecided?.candidates).toContain('env.origin-null');
    });

    it('knows that a redirect takes it away', () => {
      const line = ofNull(PREFLIGHT + MISSING).replace(' from', ` (redirected from '${URL_A}') from`);
      expect(found(line)?.code).toBe('act.redirect');
      expect(found(line)?.undecided?.candidates).not.toContain('env.origin-null');
    });
  });

  it('tells two requests of Firefox to one address apart', () => {
    const refused = firefox('CORS header ‘Access-Control-Allow-Origin’ missing', ' Status code: 403.');
    const failed = firefox('CORS request did not succeed', ' Status code: (null).');
    const between = [refused, failed].map((line) => line.replace(URL_A, 'https://other.example/b'));
    const told = explainMessage([refused, ...between, failed].join('\n')).map(({ diagnosis }) => diagnosis);
    expect(told.map(({ code }) => code)).toEqual(['pre.refused', 'pre.refused', 'net.unreachable']);
    expect(told.map(({ undecided }) => undecided?.candidates.includes('act.error-without-cors'))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    [
      'Origin https://ssl.example.com is not allowed by Access-Control-Allow-Origin. Status code: 403',
      'act.error-without-cors',
    ],
    ['Request header field x-amz-sdk-timeout is not allowed by Access-Control-Allow-Headers.', 'pre.header'],
    [
      chromium(
        'Request header field x-ssl-cert is not allowed by Access-Control-Allow-Headers in preflight response.',
      ),
      'pre.header',
    ],
    ['Method RESET is not allowed by Access-Control-Allow-Methods.', 'pre.method'],
  ])('takes no name in a line for a failure: %s', (said, code) => {
    for (const line of [said, `[Error] ${said}`]) {
      const [told] = explainMessage(line);
      expect(told?.reading.failure).toBe('');
      expect(told?.diagnosis.code).toBe(code);
      expect(told?.diagnosis.undecided?.candidates.filter((other) => /^net\.|timeout/.test(other))).toEqual(
        [],
      );
    }
  });

  it('says nothing of what it does not know', () => {
    expect(explainMessage('Uncaught TypeError: Failed to fetch')).toEqual([]);
  });
});
