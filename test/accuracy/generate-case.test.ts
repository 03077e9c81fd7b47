import { describe, expect, it } from 'vitest';
import { ALL_FAULTS } from '../../src/node/local-bucket/faults/all-faults.js';
import { generateCase } from './generate-case.js';

const CASES = Array.from({ length: 2000 }, (_, index) => generateCase(7, index));
type Case = (typeof CASES)[number];

describe('the random cases', () => {
  it('are the same for the same seed and index, and others for others', () => {
    expect(generateCase(7, 3)).toEqual(CASES[3]);
    expect(generateCase(8, 3)).not.toEqual(CASES[3]);
    expect(new Set(CASES.map((each) => JSON.stringify({ ...each, index: 0 }))).size).toBeGreaterThan(1950);
  });

  it.each<[what: string, least: number, found: (each: Case) => boolean]>([
    ['names in conflict', 200, ({ kind }) => kind === 'conflict'],
    ['answers that Firefox shows no upload of', 200, ({ kind }) => kind === 'hidden'],
    ['refused signatures without CORS headers', 200, ({ kind }) => kind === 'masked'],
    ['gateways that go by no rule', 200, ({ whim }) => whim !== null],
    ['networks that lose probes', 200, ({ isFlaky }) => isFlaky],
    ['other faults', 200, ({ kind }) => kind === 'fault'],
    ['rules alone', 200, ({ kind }) => kind === 'rules'],
    ['slow answers', 150, ({ isSlow }) => isSlow],
    ['known rules', 300, ({ knowsRules }) => knowsRules],
    ['old rules', 75, ({ oldRules }) => oldRules !== null],
    ['credentials', 300, ({ usesCredentials }) => usesCredentials],
    ['signatures in headers', 600, ({ request }) => request.signing === 'header'],
    ['signatures in URLs', 300, ({ request }) => request.signing === 'url'],
    ['no signature', 200, ({ request }) => request.signing === 'none'],
    ['a body', 400, ({ request }) => request.hasBody],
    ['cookies', 80, ({ request }) => request.withCookies],
    ['headers that rules expose', 700, ({ rules }) => rules.some(({ exposeHeaders }) => exposeHeaders)],
    ['no rules', 20, ({ rules }) => rules.length === 0],
    ['eight rules', 10, ({ rules }) => rules.length === 8],
    ['ten names of the page', 5, ({ request }) => Object.keys(request.headers).length === 10],
    ['OSS', 250, ({ store }) => store === 'oss'],
    ['COS', 250, ({ store }) => store === 'cos'],
    ['QingStor', 250, ({ store }) => store === 'qingstor'],
    ['S3', 250, ({ store }) => store === 's3'],
    ['Ceph', 200, ({ store }) => store === 'ceph'],
  ])('hold %s', (_, least, found) => {
    expect(CASES.filter(found).length).toBeGreaterThanOrEqual(least);
  });

  it('send cookies wherever the fault is about them', () => {
    const about = CASES.filter(({ fault }) => fault?.code.startsWith('pre.cred-'));
    expect(about.length).toBeGreaterThan(5);
    expect(about.every(({ request }) => request.withCookies)).toBe(true);
  });

  it('have read the object before wherever a cache keeps it', () => {
    const about = CASES.filter(({ readBefore }) => readBefore !== null);
    expect(about.length).toBeGreaterThan(15);
    expect(new Set(about.map(({ fault, readBefore }) => `${fault?.code} ${readBefore}`))).toEqual(
      new Set(['cache.http-poison as-picture', 'cache.cdn-poison as-picture', 'cache.cdn-poison as-request']),
    );
  });

  it('hold every fault but those that show only between two requests, and none that is not known', () => {
    const drawn = new Set(CASES.flatMap(({ fault }) => (fault === null ? [] : [fault.code])));
    const elsewhere = [
      'pre.no-config',
      'pre.origin',
      'pre.method',
      'pre.header',
      'pre.cross-rule',
      'pre.shadowed',
    ];
    const withHistory = ['act.stale-preflight', 'pre.propagation'];
    const ofServer = ['server.latency', 'server.clock'];
    const wanted = ALL_FAULTS.map(({ code }) => code).filter(
      (code) => ![...elsewhere, ...withHistory, ...ofServer].includes(code),
    );
    expect([...drawn].sort()).toEqual([...wanted].sort());
  });
});
