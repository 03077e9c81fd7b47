import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkCors } from '../../src/fetch-standard/check-cors.js';
import { explainRequest } from '../../src/fetch-standard/explain-request.js';
import type { CorsResponse, HeaderEntry } from '../../src/model/cors-exchange.js';

interface PageCase {
  readonly id: string;
  readonly method: string;
  readonly headers: readonly HeaderEntry[];
}

type Answer = readonly [status: number, ...headers: HeaderEntry[]];

interface Oracle {
  /** `asked`: the names in `Access-Control-Request-Headers`. */
  readonly needsPreflight: readonly (PageCase & { asks: boolean; asked: readonly string[] })[];
  readonly decisions: readonly (PageCase & {
    readonly credentials: string;
    readonly asked?: readonly string[];
    readonly preflight: Answer | null;
    readonly response: Answer;
    readonly expected: 'allowed' | 'preflight' | 'response';
    readonly code?: string;
    readonly value?: string;
  })[];
}

const ORIGIN = 'http://web-platform.test:8000';
const TOKENS: Readonly<Record<string, string>> = {
  ORIGIN,
  HOST: 'web-platform.test:8000',
  REMOTE_ORIGIN: 'http://www1.web-platform.test:8000',
  ORIGIN_UPPER: 'HTTP://WEB-PLATFORM.TEST:8000',
};

const oracle = JSON.parse(readFileSync('test/oracles/wpt-cors.json', 'utf8')) as Oracle;

function answer(given: Answer | null): CorsResponse | null {
  if (given === null) return null;
  const [status, ...headers] = given;
  const filled = headers.map(
    ([name, value]): HeaderEntry => [
      name,
      value.replace(/\{\{(\w+)\}\}/g, (_, token: string) => TOKENS[token] ?? ''),
    ],
  );
  return { status, headers: filled };
}

describe('explainRequest, by web-platform-tests', () => {
  it.each(oracle.needsPreflight.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
    const { unsafeHeaders, preflightCauses } = explainRequest(entry);
    expect(unsafeHeaders).toEqual(entry.asked);
    expect(preflightCauses.length > 0).toBe(entry.asks);
  });
});

describe('checkCors, by web-platform-tests', () => {
  it.each(oracle.decisions.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
    const sent = explainRequest(entry);
    expect(sent.preflightCauses.length > 0).toBe(entry.preflight !== null);
    if (entry.asked !== undefined) expect(sent.unsafeHeaders).toEqual(entry.asked);
    const verdict = checkCors(
      {
        origin: ORIGIN,
        method: sent.method,
        unsafeHeaders: sent.unsafeHeaders,
        credentials: entry.credentials === 'include' ? 'include' : 'omit',
      },
      answer(entry.preflight),
      answer(entry.response),
    );
    if (entry.expected === 'allowed') {
      expect(verdict).toEqual({ allowed: true });
    } else {
      const { code, value } = entry;
      expect(verdict).toMatchObject({
        allowed: false,
        blockedAt: entry.expected,
        ...(code === undefined ? {} : { code }),
        ...(value === undefined ? {} : { value }),
      });
    }
  });
});
