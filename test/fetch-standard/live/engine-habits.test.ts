import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkCors } from '../../../src/fetch-standard/check-cors.js';
import { checkResourcePolicy } from '../../../src/fetch-standard/check-resource-policy.js';
import type { CacheMode, Engine } from '../../../src/fetch-standard/engines/engine.js';
import { explainRequest } from '../../../src/fetch-standard/explain-request.js';
import { forgetPreflight } from '../../../src/fetch-standard/preflight-cache/forget-preflight.js';
import { isPreflightKept } from '../../../src/fetch-standard/preflight-cache/is-preflight-kept.js';
import type { PreflightCache } from '../../../src/fetch-standard/preflight-cache/preflight-cache.js';
import { storePreflight } from '../../../src/fetch-standard/preflight-cache/store-preflight.js';
import { chromium, firefox, webkit } from '../../../src/index.js';
import type { CorsResponse } from '../../../src/model/cors-exchange.js';
import { waitUntil } from '../../servers/processes.js';
import { describeWithEngines } from '../../support/engines/describe-with-engines.js';
import type { EnginePage } from '../../support/engines/engine.js';
import {
  type AnsweringServer,
  type Answers,
  addressOf,
  fillAnswer,
  startAnsweringServer,
} from './answering-server.js';

const VALUES: Readonly<Record<string, Engine>> = { chromium, firefox, webkit };
const WITH_COEP = 'Cross-Origin-Embedder-Policy';

/** One request of a page. All are PUT with the header `x-a`, unless they say otherwise. */
interface Step {
  readonly name?: string;
  readonly hash?: string;
  readonly method?: string;
  readonly headers?: readonly string[];
  readonly credentials?: 'omit' | 'include';
  readonly cache?: CacheMode;
  /** By `XMLHttpRequest` with upload listeners. */
  readonly upload?: boolean;
}

const OPEN = {
  'Access-Control-Allow-Origin': '{origin}',
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Methods': '{method}',
  'Access-Control-Allow-Headers': '{headers}',
  'Access-Control-Max-Age': '600',
};
const { 'Access-Control-Max-Age': _age, ...AGELESS } = OPEN;
const aged = (seconds: string) => ({ ...OPEN, 'Access-Control-Max-Age': seconds });
const STARRED = {
  ...OPEN,
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': '*',
  'Access-Control-Allow-Headers': '*',
};
const twice: readonly Step[] = [{}, {}];
const many = Array.from({ length: 101 }, (_, index): Step => ({ name: `many-${index}` }));

const SCENES: readonly (readonly [
  what: string,
  steps: readonly Step[],
  preflight?: object,
  actual?: object,
])[] = [
  ['twice', twice],
  ['without a life', twice, AGELESS],
  ...['0', '-5', '99999999', '+60', '6x', '60, 60', '99999999999999999999'].map(
    (age) => [`with the life ${age}`, twice, aged(age)] as const,
  ),
  ['another address', [{}, { name: 'other' }, {}]],
  ['another fragment', [{}, { hash: '#f' }, {}]],
  ['methods', [{}, { method: 'DELETE' }, {}, { method: 'DELETE' }]],
  ['names', [{ headers: ['x-a'] }, { headers: ['x-b'] }, { headers: ['x-a'] }, { headers: ['x-a', 'x-b'] }]],
  ['fewer names', [{ headers: ['x-a', 'x-b'] }, { headers: ['x-b'] }, { method: 'GET' }]],
  ['HEAD', [{ method: 'HEAD' }, { method: 'HEAD' }], { ...OPEN, 'Access-Control-Allow-Methods': 'PUT' }],
  ['a refused preflight', twice, { ...OPEN, 'Access-Control-Allow-Methods': 'GET' }],
  ['a refused answer', [{}, {}, {}], OPEN, { ETag: '"a"' }],
  ['cookies, then none', [{ credentials: 'include' }, { credentials: 'omit' }]],
  ['no cookies, then some', [{ credentials: 'omit' }, { credentials: 'include' }]],
  ['a star', [{}, { headers: ['x-b'] }, { method: 'DELETE' }, { headers: ['authorization'] }], STARRED],
  ...(['no-store', 'reload', 'no-cache', 'force-cache', 'default'] as const).map(
    (cache) => [`cache: ${cache}`, [{}, { cache }, {}]] as const,
  ),
  [
    'upload listeners',
    [
      { method: 'POST', headers: [], upload: true },
      { method: 'POST', headers: [], upload: true },
    ],
    { ...OPEN, 'Access-Control-Allow-Methods': 'GET' },
  ],
  ['more than a hundred', [...many, { name: 'many-100' }]],
];

/** Its origin by name. */
function named({ origin }: AnsweringServer): string {
  return origin.replace('127.0.0.1', 'localhost');
}

/** Runs in a page: sees nothing of this file. */
async function ask(url: string, step: Step): Promise<boolean> {
  const { method = 'PUT', headers = ['x-a'], credentials = 'omit', cache = 'default', upload } = step;
  if (upload) {
    return new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.open(method, url);
      xhr.upload.onprogress = () => {};
      xhr.onload = () => resolve(true);
      xhr.onerror = () => resolve(false);
      xhr.send('a');
    });
  }
  const entries = headers.map((name): [string, string] => [name, '1']);
  return fetch(url, { method, headers: entries, credentials, cache }).then(
    () => true,
    () => false,
  );
}

/** The same of simple requests, one after the other: whether each brings an answer that may be there. Runs in a page. */
async function areThere(urls: readonly string[]): Promise<boolean[]> {
  const seen: boolean[] = [];
  for (const url of urls) {
    const isThere = await fetch(url, { mode: 'no-cors' }).then(
      () => true,
      () => false,
    );
    seen.push(isThere);
  }
  return seen;
}

describeWithEngines('what is said of an engine is so', ({ name, engine }) => {
  const whose = VALUES[name] as Engine;
  let site: AnsweringServer;
  let store: AnsweringServer;
  let page: EnginePage;
  beforeAll(async () => {
    [site, store] = await Promise.all([startAnsweringServer(), startAnsweringServer()]);
    page = await engine().open(`${site.origin}/`);
    // While it starts, Firefox keeps nothing.
    const answers = { preflight: OPEN, actual: OPEN };
    let round = 0;
    const isKeeping = async (): Promise<boolean> => {
      round += 1;
      const url = `${store.origin}${addressOf(`start-${round}`, answers)}`;
      await page.evaluate(ask, url, {});
      const before = store.preflights();
      await page.evaluate(ask, url, {});
      return store.preflights() === before;
    };
    await waitUntil('a preflight that is kept', isKeeping, 30_000);
  });
  afterAll(async () => {
    await page?.close();
    await Promise.all([site?.stop(), store?.stop()]);
  });

  it.each(SCENES.map((scene) => ({ what: scene[0], scene })))(
    'keeps preflights: $what',
    async ({ scene: [what, steps, preflight = OPEN, actual = OPEN] }) => {
      const answers = { preflight, actual } as Answers;
      let cache: PreflightCache = [];
      const said: unknown[] = [];
      const seen: unknown[] = [];
      for (const step of steps) {
        const named = `${encodeURIComponent(what)}-${step.name ?? ''}`;
        const url = `${store.origin}${addressOf(named, answers)}${step.hash ?? ''}`;
        const before = store.preflights();
        const nowSeconds = performance.now() / 1000;
        const passed = await page.evaluate(ask, url, step);
        seen.push([store.preflights() - before, passed]);

        const { method = 'PUT', headers = ['x-a'], credentials = 'omit', upload = false } = step;
        const request = explainRequest(
          {
            origin: site.origin,
            url,
            method,
            headers: headers.map((header) => [header, '1'] as const),
            credentials,
            uploadListeners: upload,
            ...(upload ? { body: { contentType: 'text/plain' } } : {}),
          },
          whose,
        );
        const asked = { origin: site.origin, method: request.method, headers: request.unsafeHeaders.join() };
        const toResponse = (given: Readonly<Record<string, string>>): CorsResponse => ({
          status: 200,
          headers: Object.entries(given).map(
            ([header, value]) => [header, fillAnswer(value, asked)] as const,
          ),
        });
        const cached = { ...request, url, cache: step.cache ?? ('default' as const) };
        const needs = request.preflight !== null && !isPreflightKept(cache, cached, nowSeconds, whose);
        const given = needs ? toResponse(answers.preflight) : null;
        if (given !== null) cache = storePreflight(cache, cached, given, nowSeconds, whose);
        const sent = checkCors({ request, preflight: given, response: null }, whose);
        const { allowed } =
          sent.allowed === true
            ? checkCors({ request, preflight: given, response: toResponse(answers.actual) }, whose)
            : sent;
        if (allowed === false) cache = forgetPreflight(cache, cached, whose);
        said.push([needs ? 1 : 0, allowed]);
      }
      expect(seen).toEqual(said);
    },
  );

  it('forgets the oldest of more than a hundred, in Firefox', async () => {
    const answers = { preflight: OPEN, actual: OPEN };
    const urls = many.map((_, index) => `${store.origin}${addressOf(`oldest-${index}`, answers)}`);
    const start = store.preflights();
    await page.evaluate(async (addresses: readonly string[]) => {
      for (const url of addresses)
        await fetch(url, { method: 'PUT', headers: { 'x-a': '1' }, credentials: 'omit' });
    }, urls);
    const before = store.preflights();
    expect(before - start).toBe(urls.length);
    await page.evaluate(ask, urls[0] ?? '', {});
    expect(store.preflights() - before).toBe(whose.cache?.maxEntries === undefined ? 0 : 1);
  });

  it.each(['unsafe-none', 'require-corp', 'credentialless'] as const)(
    'holds answers back by their policies, in a page with %s',
    async (embedderPolicy) => {
      const actual = { [WITH_COEP]: embedderPolicy };
      const embedding = await engine().open(`${named(site)}${addressOf('page', { preflight: {}, actual })}`);
      const origins = [
        [named(site), 'same-origin'],
        [named(store), 'same-site'],
        [store.origin, 'cross-site'],
      ] as const;
      const policies = ['', 'cross-origin', 'same-site', 'same-origin', 'Same-Origin', 'x'];
      const asked = origins.flatMap(([origin, relation]) =>
        policies.map((policy) => {
          const headers: Record<string, string> =
            policy === '' ? {} : { 'Cross-Origin-Resource-Policy': policy };
          const url = `${origin}${addressOf(`policy-${policy}`, { preflight: {}, actual: headers })}`;
          const request = { origin: named(site), url, mode: 'no-cors', relation, embedderPolicy } as const;
          const response = { status: 200, headers: Object.entries(headers) };
          const said = checkResourcePolicy(request, response, whose).allowed;
          return { url, relation, policy, said };
        }),
      );
      const seen = await embedding.evaluate(
        areThere,
        asked.map(({ url }) => url),
      );
      await embedding.close();
      expect(asked.map(({ relation, policy }, index) => [relation, policy, seen[index]])).toEqual(
        asked.map(({ relation, policy, said }) => [relation, policy, said]),
      );
    },
  );

  it('takes two ports of one address for one site, or for two', async () => {
    const actual = { 'Cross-Origin-Resource-Policy': 'same-site' };
    const url = `${store.origin}${addressOf('site', { preflight: {}, actual })}`;
    const [isThere] = await page.evaluate(areThere, [url]);
    const request = { origin: site.origin, url, mode: 'no-cors', relation: 'same-site' } as const;
    const response = { status: 200, headers: Object.entries(actual) };
    expect(checkResourcePolicy(request, response, whose).allowed).toBe(isThere);
  });

  it.each([
    ['same-origin', 'follow'],
    ['no-cors', 'follow'],
    ['no-cors', 'error'],
    ['no-cors', 'manual'],
  ] as const)('sends nothing elsewhere that its mode forbids: %s, %s', async (mode, redirect) => {
    const url = `${store.origin}${addressOf('mode', { preflight: {}, actual: {} })}`;
    const isThere = await page.evaluate(
      (address: string, ...[asMode, asRedirect]: [RequestMode, RequestRedirect]) =>
        fetch(address, { mode: asMode, redirect: asRedirect }).then(
          () => true,
          () => false,
        ),
      url,
      mode,
      redirect,
    );
    const request = explainRequest({ origin: site.origin, method: 'GET', url, mode, redirect }, whose);
    const response = { status: 200, headers: [] };
    expect(checkCors({ request, preflight: null, response }, whose).allowed).toBe(isThere);
  });
});
