import fc from 'fast-check';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCors } from '../../../src/fetch-standard/check-cors.js';
import { explainPreflight } from '../../../src/node/local-bucket/explain-preflight.js';
import { compileRules } from '../../../src/rules/compile-rules.js';
import { awsRuleSemantics } from '../../../src/stores/aws/rule-semantics.js';
import { cephRuleSemantics } from '../../../src/stores/ceph/rule-semantics.js';
import { cosRuleSemantics } from '../../../src/stores/cos/rule-semantics.js';
import { ossRuleSemantics } from '../../../src/stores/oss/rule-semantics.js';
import { qingstorRuleSemantics } from '../../../src/stores/qingstor/rule-semantics.js';
import { launchChromium } from '../../support/chromium.js';
import { describeWithChromium } from '../../support/needs.js';
import { type FileServer, serveFiles } from '../../support/serve-files.js';
import { startTestBucket } from '../support/local-bucket.js';
import { send } from '../support/send.js';

const values = {
  origin: fc.constantFrom(
    'https://a.example',
    'https://b.example',
    'http://a.example',
    'https://*.example',
    '*',
  ),
  method: fc.constantFrom('GET', 'PUT', 'DELETE', 'POST'),
  name: fc.constantFrom('x-a', 'x-b', 'authorization'),
};
const rules = fc.array(
  fc.record({
    allowedOrigins: fc.array(values.origin, { minLength: 1, maxLength: 2 }),
    allowedMethods: fc.uniqueArray(values.method, { minLength: 1 }),
    allowedHeaders: fc.uniqueArray(values.name),
  }),
  { maxLength: 4 },
);

describe('explainPreflight', () => {
  it('never lets pass what the rules refuse', () => {
    const origins = fc.constantFrom('https://a.example', 'http://c.example', 'null');
    const names = fc.uniqueArray(values.name);
    const semantics = fc.constantFrom(
      awsRuleSemantics,
      cephRuleSemantics,
      ossRuleSemantics,
      cosRuleSemantics,
      qingstorRuleSemantics,
    );
    fc.assert(
      fc.property(
        rules,
        semantics,
        origins,
        values.method,
        names,
        (list, ruleSemantics, origin, method, headers) => {
          const preflight = { kind: 'preflight', origin, method, headers } as const;
          const evaluation = compileRules(list, { ruleSemantics }).evaluate(preflight);
          fc.pre(evaluation.refusal !== null);
          const explained = explainPreflight(list, ruleSemantics, preflight, evaluation);
          if (explained === null) return;
          const request = { origin, method, unsafeHeaders: [...headers].sort() };
          const answered = { request, preflight: { status: 200, headers: explained }, response: null };
          expect(checkCors(answered).allowed).toBe(false);
        },
      ),
    );
  });
});

const PAGE_RULE = (origin: string) => [
  { allowedOrigins: [origin], allowedMethods: ['PUT'], allowedHeaders: ['authorization', 'x-amz-*'] },
];

describe('explain: true', () => {
  it('leaves what is allowed, and what no rule is near to, as the store has it', async () => {
    const { endpoint } = await startTestBucket({
      explain: true,
      buckets: { photos: PAGE_RULE('https://a.example'), bare: [] },
    });
    const asks = { origin: 'https://a.example', 'access-control-request-method': 'PUT' };
    const allowed = await send(`${endpoint}/photos/a`, { method: 'OPTIONS', headers: asks });
    expect(allowed.headers['access-control-allow-methods']).toBe('PUT');
    const bare = await send(`${endpoint}/bare/a`, { method: 'OPTIONS', headers: asks });
    expect([bare.status, bare.code]).toEqual([403, 'AccessForbidden']);
  });

  it.each([
    [['https://中.example'], undefined],
    [['https://b.example\n', 'https://c.example'], 'https://c.example'],
    // A browser cuts the space off, and would take the rest.
    [['https://a.example '], undefined],
  ])('names no origin that a header cannot carry: %j', async (allowedOrigins, named) => {
    const { endpoint } = await startTestBucket({
      explain: true,
      buckets: { photos: [{ allowedOrigins, allowedMethods: ['PUT'] }] },
    });
    const asks = { origin: 'https://a.example', 'access-control-request-method': 'PUT' };
    const answer = await send(`${endpoint}/photos/a`, { method: 'OPTIONS', headers: asks });
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([
      named === undefined ? 403 : 200,
      named,
    ]);
  });
});

describeWithChromium('the console of Chromium', () => {
  let browser: Browser;
  let site: FileServer;
  beforeAll(async () => {
    browser = await launchChromium();
    site = await serveFiles(new Map([['/', { body: '<title>page</title>', contentType: 'text/html' }]]));
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  /** What DevTools says of the request that the page sends. */
  async function reported(
    explain: boolean,
    origin: string,
    method: string,
    header: string,
  ): Promise<unknown> {
    const { endpoint } = await startTestBucket({ explain, buckets: { photos: PAGE_RULE(origin) } });
    const page = await browser.newPage();
    try {
      await page.goto(site.origin);
      const session = await page.context().newCDPSession(page);
      await session.send('Network.enable');
      const failed = new Promise((resolve) => {
        session.on('Network.loadingFailed', ({ corsErrorStatus }) => {
          if (corsErrorStatus !== undefined) resolve(corsErrorStatus);
        });
      });
      const asks = { url: `${endpoint}/photos/a`, init: { method, headers: { [header]: 'x' } } };
      await page.evaluate(({ url, init }) => fetch(url, init).catch(() => {}), asks);
      return await failed;
    } finally {
      await page.close();
    }
  }

  it.each([
    [
      'origin',
      'https://app.example',
      'PUT',
      'x-amz-date',
      'PreflightAllowOriginMismatch',
      'https://app.example',
    ],
    ['method', 'PAGE', 'DELETE', 'x-amz-date', 'MethodDisallowedByPreflightResponse', 'DELETE'],
    ['header', 'PAGE', 'PUT', 'x-other', 'HeaderDisallowedByPreflightResponse', 'x-other'],
  ])('names the %s', async (_, origin, method, header, corsError, failedParameter) => {
    const listed = origin === 'PAGE' ? site.origin : origin;
    expect(await reported(true, listed, method, header)).toEqual({ corsError, failedParameter });
    const silent = await reported(false, listed, method, header);
    expect(silent).toMatchObject({ corsError: 'PreflightMissingAllowOriginHeader' });
  });
});
