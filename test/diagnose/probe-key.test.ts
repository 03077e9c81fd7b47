import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnoseInPage } from '../../src/diagnose/diagnose-in-page.js';
import { probeKey } from '../../src/diagnose/probe-key.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { objectUrl } from '../../src/signing/object-url.js';
import { s3 } from '../../src/stores/s3.js';
import { exampleBucket } from '../support/buckets.js';
import { HOSTILE_KEYS } from '../support/hostile-keys.js';
import { simulatedPage } from '../support/simulated-page.js';

const ORIGIN = 'https://app.example';
const ID = 'bucket-preflight-1a2b';
/** As long as the ids of a browser's page get. */
const LONG_ID = `bucket-preflight-${'z'.repeat(16)}`;
/** Segments that browsers resolve. A real key has none, as it is refused. */
const DOTS = /(^|\/)\.{1,2}($|\/)/;
const bytesOf = (text: string) => new TextEncoder().encode(text).length;

describe('the key of a probe', () => {
  it.each([
    ['a.bin', `${ID}-a.bin`],
    ['users/7/a.tar.gz', `users/7/${ID}-a.tar.gz`],
    ['dir/', `dir/${ID}-`],
    ['a//b', `a//${ID}-b`],
    ['a//', `a//${ID}-`],
    ['/x', `/${ID}-x`],
    ['/', `/${ID}-`],
    ['照片/日落.jpg', `照片/${ID}-日落.jpg`],
    ['two\nlines/a\nb', `two\nlines/${ID}-a\nb`],
    ['what?/$1$&#a', `what?/${ID}-$1$&#a`],
  ])('of %j stands in its directory and ends as it does', (key, expected) => {
    expect(probeKey(key, ID)).toBe(expected);
  });

  it('has the last forty characters, none of them halved, and a directory above where the whole path is long', () => {
    const pairs = [
      [`d/${'n'.repeat(50)}.jpg`, `d/${ID}-${'n'.repeat(36)}.jpg`],
      [`${'🌄'.repeat(50)}.jpg`, `${ID}-${'🌄'.repeat(36)}.jpg`],
      [`${'d'.repeat(200)}/a.bin`, `${'d'.repeat(200)}/${ID}-a.bin`],
      [`a/b/${'d'.repeat(201)}/a.bin`, `a/b/${ID}-a.bin`],
      [`${'d'.repeat(1000)}/a.bin`, `${ID}-a.bin`],
    ] as const;
    for (const [key, expected] of pairs) expect(probeKey(key, ID)).toBe(expected);
  });

  it.each(Object.entries(HOSTILE_KEYS))('can be addressed where the real one has %s', (_, key) => {
    const { location } = exampleBucket(s3);
    const { pathname, search } = new URL(objectUrl(location, probeKey(key, ID)));
    expect([decodeURIComponent(pathname), search]).toEqual([`/photos/${probeKey(key, ID)}`, '']);
  });

  it('is never the real one, has no half characters, and is short enough for every store', () => {
    const unit = fc.oneof(
      fc.constantFrom('/', '.', 'a', 'é', '日', '🌄', '\n'),
      fc.string({ unit: 'binary', minLength: 1 }),
    );
    const run = fc.tuple(unit, fc.nat(1024)).map(([text, count]) => text.repeat(count));
    const key = fc.array(fc.oneof(unit, run), { minLength: 1, maxLength: 6 }).map((parts) => {
      let kept = '';
      for (const character of parts.join('')) {
        if (bytesOf(kept + character) > 1024) break;
        kept += character;
      }
      return kept;
    });
    fc.assert(
      fc.property(key, (real) => {
        const made = probeKey(real, LONG_ID);
        expect(made).not.toBe(real);
        expect(DOTS.test(made) && !DOTS.test(real)).toBe(false);
        expect(bytesOf(made)).toBeLessThan(1024);
        expect(made).not.toMatch(/\p{Surrogate}/u);
        expect(real.startsWith(made.slice(0, made.indexOf(LONG_ID)))).toBe(true);
        expect(real.endsWith(made.slice(made.indexOf(LONG_ID) + LONG_ID.length + 1))).toBe(true);
      }),
    );
  });

  it('takes no time, however long the real one is', () => {
    const startMs = performance.now();
    for (const key of ['a'.repeat(1024), `${'a'.repeat(1023)}/`, '/'.repeat(1024), 'a/'.repeat(512)])
      for (let times = 0; times < 25; times += 1) probeKey(key, ID);
    expect(performance.now() - startMs).toBeLessThan(500);
  });
});

describe('where an edge drops the query and signs for the store behind it', () => {
  const EVERYTHING: CorsRule = {
    allowedOrigins: ['*'],
    allowedMethods: ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'],
    allowedHeaders: ['*'],
  };
  const REAL = '/photos/users/7/a.bin';
  const diagnoseThere = async (method: string, rules: readonly CorsRule[]) => {
    const objects = new Map([[REAL, 'the only copy']]);
    const page = simulatedPage({
      ...{ origin: ORIGIN, rules, store: s3 },
      answer: (probe) => {
        const { pathname } = new URL(probe.url);
        if (probe.method === 'PUT' || probe.method === 'POST') objects.set(pathname, 'x');
        if (probe.method === 'DELETE') objects.delete(pathname);
        return { status: 200, body: objects.get(pathname) ?? '' };
      },
    });
    const request = { method, key: 'users/7/a.bin', headers: { 'content-type': 'image/png' } };
    await diagnoseInPage(page, exampleBucket(s3), request, {});
    return { objects, probes: page.probes };
  };

  it.each(['PUT', 'POST', 'DELETE', 'GET', 'HEAD'])('no probe of a %s touches the object', async (method) => {
    for (const rule of [EVERYTHING, { ...EVERYTHING, allowedHeaders: ['x-amz-date'] }]) {
      const { objects, probes } = await diagnoseThere(method, [rule]);
      expect(objects.get(REAL)).toBe('the only copy');
      expect(probes.some((probe) => probe.method === method)).toBe(true);
      for (const probe of probes) {
        const { pathname, searchParams } = new URL(probe.url);
        const isReading = ['GET', 'HEAD'].includes(probe.method);
        // One name stands in both places.
        const own = `/photos/users/7/${searchParams.get('uploadId')}-a.bin`;
        expect(pathname).toBe(isReading ? REAL : own);
      }
    }
  });
});
