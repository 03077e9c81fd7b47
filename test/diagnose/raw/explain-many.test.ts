import { describe, expect, it } from 'vitest';
import { explainExchanges } from '../../../src/diagnose/raw/explain-exchanges.js';
import { explainMessage } from '../../../src/diagnose/raw/explain-message.js';
import type { RawExchange } from '../../../src/diagnose/raw/raw-exchange.js';
import { readHar } from '../../../src/diagnose/raw/readers/read-har.js';
import { ALLOWED, answer, ORIGIN, PUT, URL_A } from './exchanges.js';

/** How often `explainExchanges()` looks at the requests of so many alike. */
async function looksAt(count: number, alike: RawExchange): Promise<number> {
  let looks = 0;
  const counted = Array.from({ length: count }, () =>
    Object.defineProperty({ ...alike }, 'request', {
      get: () => {
        looks += 1;
        return alike.request;
      },
    }),
  );
  expect(await explainExchanges(counted)).toHaveLength(count);
  return looks;
}

describe('explainExchanges of many', () => {
  it.each([
    ['GETs without an answer that allows', { request: { origin: ORIGIN, method: 'GET', url: URL_A } }],
    ['PUTs with preflights', { request: PUT, preflight: { response: ALLOWED }, response: answer(200) }],
  ])('looks at each as often, however many there are: %s', async (_name, alike) => {
    const few = await looksAt(20, alike);
    expect(await looksAt(200, alike)).toBe(few * 10);
  });

  it('counts what stands before and after one', async () => {
    const sent: RawExchange = { request: PUT, response: answer(200) };
    const refused: RawExchange = { request: PUT, preflight: { response: answer(403) } };
    const codes = (await explainExchanges([sent, refused, sent])).map(({ code }) => code);
    expect(codes).toEqual(['act.stale-preflight', 'pre.waf', 'act.no-acao']);
  });
});

describe('readHar of many', () => {
  it('reads thousands of attempts at one address', () => {
    const entries = Array.from({ length: 6000 }, (_, index) => ({
      startedDateTime: new Date(Date.UTC(2026) + index).toISOString(),
      request: {
        method: index % 2 === 0 ? 'PUT' : 'OPTIONS',
        url: URL_A,
        headers: [
          { name: 'origin', value: ORIGIN },
          ...(index % 2 === 0 ? [] : [{ name: 'Access-Control-Request-Method', value: 'PUT' }]),
        ],
      },
      response: {
        status: 200,
        headers: [
          { name: 'Access-Control-Allow-Origin', value: '*' },
          { name: 'Access-Control-Allow-Methods', value: 'PUT' },
        ],
      },
    }));
    expect(readHar(JSON.stringify({ log: { entries } })).exchanges).toHaveLength(3000);
  });
});

describe('explainMessage of much', () => {
  const beginning =
    'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ';
  const line = `${beginning}${URL_A}. (Reason: CORS request did not succeed). Status code: (null).`;

  // Quadratic reading of these would take longer than a test may.
  it.each([
    ['one line of beginnings', beginning.repeat(100_000)],
    ['one line without a space', 'x'.repeat(3_000_000)],
    ['one line of quotes', " at '".repeat(1_000_000)],
    ['a line of blanks', ' '.repeat(5_000_000)],
  ])(
    'ends: %s',
    (_name, text) => {
      expect(explainMessage(text)).toEqual([]);
    },
    5000,
  );

  it('looks at the beginning of a line, and at the lines behind a long one', () => {
    const padding = 'x'.repeat(6000);
    expect(explainMessage(`${padding}${line}\n${line}${padding}`)).toHaveLength(1);
  });

  it('reads a line that names two signed addresses', () => {
    const signed = (host: string) => `https://${host}/a?X-Amz-Security-Token=${'t'.repeat(2500)}`;
    const long = `Access to fetch at '${signed('b.example')}' (redirected from '${signed('a.example')}') from origin '${ORIGIN}' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`;
    expect(explainMessage(long)).toHaveLength(1);
  });
});
