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

  it('names the header that the line names, in the language that is given', () => {
    const line = chromium(
      'Request header field x-amz-date is not allowed by Access-Control-Allow-Headers in preflight response.',
    );
    expect(explainMessage(line)[0]?.explanation.headline).toContain('x-amz-date');
    expect(explainMessage(line, { language: chinese })[0]?.explanation.headline).toBe(
      '存储桶拒绝请求头 x-amz-date。',
    );
  });

  it('says nothing of what it does not know', () => {
    expect(explainMessage('Uncaught TypeError: Failed to fetch')).toEqual([]);
  });
});
