import { describe, expect, it } from 'vitest';
import { diagnoseInPage } from '../../src/diagnose/diagnose-in-page.js';
import { localFault } from '../../src/diagnose/local-fault.js';
import type { Page } from '../../src/diagnose/page.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { s3 } from '../../src/stores/s3.js';
import { exampleBucket } from '../support/buckets.js';
import { simulatedPage } from '../support/simulated-page.js';

const ORIGIN = 'https://app.example';
const WRITING = { method: 'PUT', key: 'a.bin' };
const ALL: CorsRule = { allowedOrigins: ['*'], allowedMethods: ['GET', 'PUT'], allowedHeaders: ['*'] };

const diagnose = (page: Page, request: Parameters<typeof diagnoseInPage>[2] = WRITING) =>
  diagnoseInPage(page, exampleBucket(s3), request, {});

describe('the origin null', () => {
  const rules = [{ ...ALL, allowedMethods: ['GET'] }];

  it('is why nothing passes', async () => {
    const found = await diagnose(simulatedPage({ origin: 'null', rules: [], store: s3 }));
    expect(found).toMatchObject({ code: 'env.origin-null', repairs: [] });
  });

  it('is not, where something passes from it; but no rule is offered that names it', async () => {
    const found = await diagnose(simulatedPage({ origin: 'null', rules, store: s3 }));
    expect(found).toMatchObject({ code: 'pre.method', repairs: [] });
  });

  it('does not hide that a page came by https', () => {
    expect(localFault('https:', 'http://store.example/a')).toBe('env.mixed');
    expect(localFault('http:', 'http://store.example/a')).toBeNull();
  });
});

describe('what passes', () => {
  it('is not refused for its cookies where a made-up signature is answered without CORS headers', async () => {
    const page = simulatedPage({ origin: ORIGIN, rules: [ALL], store: s3, authErrorsHidden: true });
    // This store takes cookies, whatever else it says.
    const found = await diagnose(page, { ...WRITING, withCookies: true });
    expect(found.code).toBe('ok.allowed');
  });

  it('is no proof where a service worker may answer', async () => {
    const page = simulatedPage({ origin: ORIGIN, rules: [ALL], store: s3 });
    expect(await diagnose(page)).toMatchObject({ code: 'ok.allowed', confidence: 'proof', undecided: null });
    expect(await diagnose({ ...page, isControlled: true })).toMatchObject({
      code: 'ok.allowed',
      confidence: 'strong',
      undecided: { candidates: ['env.sw'] },
    });
  });

  it('is no proof where the store sends it on: the signature is not known there', async () => {
    const page = simulatedPage({ origin: ORIGIN, rules: [ALL], store: s3 });
    const sentOn: Page = {
      ...page,
      sendOnce: async () => ({ kind: 'redirect', answer: null, durationMs: 1 }),
      sendProbe: async () => ({
        passed: true,
        via: 'readable',
        answer: { status: 200, body: '' },
        durationMs: 1,
      }),
    };
    expect(await diagnose(sentOn, { method: 'GET', key: 'a.bin' })).toMatchObject({
      code: 'ok.allowed',
      confidence: 'strong',
      undecided: { candidates: ['act.redirect'], command: expect.stringContaining('curl -sSv') },
    });
  });

  it('by a presigned URL leaves open whether its signature is looked at on the preflight', async () => {
    const page = simulatedPage({ origin: ORIGIN, rules: [ALL], store: s3 });
    expect(await diagnose(page, { ...WRITING, signing: 'url' })).toMatchObject({
      code: 'ok.allowed',
      confidence: 'strong',
      undecided: {
        candidates: ['pre.auth-query'],
        command: expect.stringContaining('<URL presigned for PUT>'),
      },
    });
  });
});

describe('what stays open', () => {
  it('is every cause where nothing was seen to pass', async () => {
    const page = simulatedPage({ origin: ORIGIN, rules: [], store: s3 });
    const timingOut: Page = {
      ...page,
      sendOnce: async (probe) =>
        probe.method === 'HEAD' ? { kind: 'timeout', answer: null, durationMs: 1 } : page.sendOnce(probe),
    };
    const found = await diagnose(timingOut);
    expect(found.code).toBe('undecided');
    expect(found.undecided?.candidates).toEqual(
      expect.arrayContaining(['pre.no-config', 'pre.origin', 'pre.bucket']),
    );
  });

  it('is the method, too, of a reading request where no answer at all can be read', async () => {
    const page = simulatedPage({
      origin: ORIGIN,
      rules: [{ ...ALL, allowedMethods: ['PUT'] }],
      store: s3,
    });
    const hiding: Page = {
      ...page,
      sendOnce: async (probe) => {
        const seen = await page.sendOnce(probe);
        return seen.kind === 'answer' ? { kind: 'failed', answer: null, durationMs: 1 } : seen;
      },
      sendProbe: async (probe) => {
        const seen = await page.sendProbe(probe);
        return seen.answer === null ? seen : { passed: true, via: 'upload', answer: null, durationMs: 1 };
      },
    };
    const found = await diagnose(hiding, { method: 'GET', key: 'a.bin' });
    expect(found.code).toBe('undecided');
    expect(found.undecided?.candidates).toEqual(expect.arrayContaining(['pre.method', 'act.no-acao']));
  });
});
