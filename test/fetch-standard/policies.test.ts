import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLocalNetwork, type NetworkCrossing } from '../../src/fetch-standard/check-local-network.js';
import { checkResourcePolicy, type EmbeddedRequest } from '../../src/fetch-standard/check-resource-policy.js';
import { chromium, firefox, webkit } from '../../src/index.js';
import { engine, ORIGIN, response, text } from './arbitraries.js';

const CROSSING: NetworkCrossing = {
  origin: ORIGIN,
  pageSpace: 'public',
  addressSpace: 'local',
  isSecureContext: true,
  permission: 'granted',
};

describe('checkLocalNetwork', () => {
  it.each([
    ['public', 'public', true],
    ['public', 'local', false],
    ['public', 'loopback', false],
    ['local', 'public', true],
    ['local', 'local', true],
    ['local', 'loopback', false],
    ['loopback', 'public', true],
    ['loopback', 'local', true],
    ['loopback', 'loopback', true],
  ] as const)('lets a page from %s reach %s without permission: %s', (pageSpace, addressSpace, allowed) => {
    const crossing = { ...CROSSING, pageSpace, addressSpace, permission: 'denied' as const };
    expect(checkLocalNetwork(crossing).allowed).toBe(allowed);
    expect(checkLocalNetwork({ ...crossing, permission: 'granted' }).allowed).toBe(true);
  });

  it('says why not', () => {
    const step = 'https://wicg.github.io/local-network-access/#fetching';
    const denied = checkLocalNetwork({ ...CROSSING, permission: 'denied' });
    expect(denied).toEqual({
      allowed: false,
      blockedAt: 'policy',
      code: 'local-network-denied',
      value: 'local',
      step,
      status: null,
      origin: ORIGIN,
    });
    expect(checkLocalNetwork({ ...CROSSING, isSecureContext: false })).toMatchObject({
      code: 'local-network-insecure',
    });
  });

  it('does not know while the user is asked', () => {
    expect(checkLocalNetwork({ ...CROSSING, permission: 'prompt' })).toEqual({
      allowed: null,
      unknown: ['permission'],
    });
  });

  it('holds a page to what it said', () => {
    expect(checkLocalNetwork({ ...CROSSING, targetAddressSpace: 'local' }).allowed).toBe(true);
    expect(checkLocalNetwork({ ...CROSSING, targetAddressSpace: 'loopback' })).toMatchObject({
      code: 'local-network-mismatch',
      value: 'local',
    });
  });

  it('has no say in WebKit', () => {
    const crossing = { ...CROSSING, isSecureContext: false, permission: 'denied' as const };
    expect(checkLocalNetwork(crossing, webkit)).toMatchObject({ allowed: true });
    expect(checkLocalNetwork(crossing, chromium)).toMatchObject({ allowed: false });
    expect(checkLocalNetwork(crossing, firefox)).toMatchObject({ allowed: false });
  });

  it('goes by the user alone in Firefox', () => {
    const crossing = { ...CROSSING, isSecureContext: false, targetAddressSpace: 'loopback' as const };
    expect(checkLocalNetwork(crossing, firefox)).toMatchObject({ allowed: true });
    const denied = { ...crossing, permission: 'denied' as const };
    expect(checkLocalNetwork(denied, firefox)).toMatchObject({ code: 'local-network-denied' });
    const prompt = { ...crossing, permission: 'prompt' as const };
    expect(checkLocalNetwork(prompt, firefox)).toEqual({ allowed: null, unknown: ['permission'] });
  });
});

const EMBEDDED: EmbeddedRequest = {
  origin: ORIGIN,
  url: 'https://u:p@store.example/a?secret#f',
  mode: 'no-cors',
  relation: 'cross-site',
};
const policies = (...values: string[]) => ({
  status: 200,
  headers: values.map((value) => ['Cross-Origin-Resource-Policy', value] as const),
});

describe('checkResourcePolicy', () => {
  // Measured alike in Chromium 156, Firefox 153 and WebKitGTK 2.50; there, `credentialless` is as none in WebKit.
  it.each<readonly [given: readonly string[], crossSite: string, sameSite: string, required: string]>([
    [[], 'yes', 'yes', 'embedder-policy'],
    [['cross-origin'], 'yes', 'yes', 'yes'],
    [['same-site'], 'resource-policy', 'yes', 'resource-policy'],
    [[' same-site '], 'resource-policy', 'yes', 'resource-policy'],
    [['same-origin'], 'resource-policy', 'resource-policy', 'resource-policy'],
    [['Same-Origin'], 'yes', 'yes', 'embedder-policy'],
    [['x'], 'yes', 'yes', 'embedder-policy'],
    [[''], 'yes', 'yes', 'embedder-policy'],
    [['same-origin', 'cross-origin'], 'yes', 'yes', 'embedder-policy'],
    [['cross-origin', 'cross-origin'], 'yes', 'yes', 'embedder-policy'],
  ])('of a resource with %j', (given, crossSite, sameSite, required) => {
    const judged = (more: Partial<EmbeddedRequest>) => {
      const verdict = checkResourcePolicy({ ...EMBEDDED, ...more }, policies(...given));
      return verdict.allowed === false ? verdict.code : verdict.allowed ? 'yes' : 'unknown';
    };
    expect(judged({})).toBe(crossSite);
    expect(judged({ relation: 'same-site' })).toBe(sameSite);
    expect(judged({ embedderPolicy: 'credentialless' })).toBe(crossSite);
    expect(judged({ embedderPolicy: 'require-corp' })).toBe(required);
    expect(judged({ relation: 'same-origin', embedderPolicy: 'require-corp' })).toBe('yes');
    expect(judged({ mode: 'cors', embedderPolicy: 'require-corp' })).toBe('yes');
  });

  it.each([
    ['http://127.0.0.1:81/', false],
    ['http://2130706433/', false],
    ['http://[::1]:81/', false],
    ['http://localhost:81/', true],
    ['http://1.example/', true],
  ])('takes two ports of %s for one site, in Chromium: %s', (url, allowed) => {
    const request = { ...EMBEDDED, url, relation: 'same-site' } as const;
    expect(checkResourcePolicy(request, policies('same-site'), chromium).allowed).toBe(allowed);
    for (const whose of [firefox, webkit])
      expect(checkResourcePolicy(request, policies('same-site'), whose).allowed).toBe(true);
  });

  it('says which, and of what, without what may be a secret', () => {
    expect(checkResourcePolicy(EMBEDDED, policies('same-origin'))).toEqual({
      allowed: false,
      blockedAt: 'policy',
      code: 'resource-policy',
      value: 'same-origin',
      step: 'https://fetch.spec.whatwg.org/#cross-origin-resource-policy-internal-check',
      status: 200,
      origin: ORIGIN,
      url: 'https://store.example/a',
    });
  });

  it('does not know when the answer may hold one', () => {
    const unsure = { ...policies(), unknown: ['cross-origin-resource-policy'] };
    expect(checkResourcePolicy(EMBEDDED, unsure)).toEqual({
      allowed: null,
      unknown: ['cross-origin-resource-policy'],
    });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(text, response, engine, (url, given, whose) => {
        const embedded = { ...EMBEDDED, url, embedderPolicy: 'require-corp' as const };
        expect([true, false, null]).toContain(checkResourcePolicy(embedded, given, whose).allowed);
      }),
    );
  });
});
