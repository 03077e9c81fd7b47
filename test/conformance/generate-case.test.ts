import { describe, expect, it } from 'vitest';
import { generateCase } from './generate-case.js';

const CASES = Array.from({ length: 3000 }, (_, index) => generateCase(7, index));
const HEADERS = CASES.flatMap(({ legs }) =>
  legs.flatMap(({ preflight, actual }) => [...preflight.headers, ...actual.headers]),
);

describe('the random cases', () => {
  it('are the same for the same seed and index, and others for others', () => {
    expect(generateCase(7, 3)).toEqual(CASES[3]);
    expect(new Set(CASES.map((each) => JSON.stringify({ ...each, index: 0 }))).size).toBe(CASES.length);
    expect(generateCase(8, 3).legs).not.toEqual(CASES[3]?.legs);
  });

  it.each<[what: string, least: number, found: (each: (typeof CASES)[number]) => boolean]>([
    ['GET by fetch()', 100, ({ asked }) => asked.api === 'fetch' && asked.method === 'GET'],
    ['patch in small letters', 20, ({ asked }) => asked.method === 'patch'],
    ['upload listeners', 200, ({ asked }) => asked.uploadListeners],
    ['cookies', 800, ({ asked }) => asked.credentials === 'include'],
    ['no cookies', 400, ({ asked }) => asked.credentials === 'omit'],
    ['an opaque origin', 150, ({ asked }) => asked.from === 'sandbox'],
    ['the own origin', 150, ({ asked }) => asked.to === 'page'],
    ['a redirect', 250, ({ legs }) => legs.length > 1],
    ['two redirects', 50, ({ legs }) => legs.length > 2],
    ['a body', 800, ({ asked }) => asked.body !== null],
    ['a value of 128 bytes', 40, ({ asked }) => asked.headers.some(([, value]) => value.length === 128)],
    ['a value of 129 bytes', 40, ({ asked }) => asked.headers.some(([, value]) => value.length === 129)],
    ['bytes past 7F', 100, ({ asked }) => asked.headers.some(([, value]) => /[\x80-\xff]/.test(value))],
    ['a type with more than blanks between it and its parameters', 25, hasType(/^[^\t ;]+[\t ]+[^\t ;].*;/)],
    ['a type that ends in a second semicolon', 50, hasType(/;.*;$/)],
    ['one name in two lines', 100, ({ asked }) => hasTwice(asked.headers)],
    ['a bad status of the preflight', 150, ({ legs }) => (legs[0]?.preflight.status ?? 0) > 299],
    [
      'two lines of an origin',
      50,
      ({ legs }) => hasTwice(legs[0]?.preflight.headers ?? [], 'access-control-allow-origin'),
    ],
  ])('hold %s', (_, least, found) => {
    expect(CASES.filter(found).length).toBeGreaterThan(least);
  });

  it('hold nothing that breaks a connection, and no line within a line', () => {
    const broken = HEADERS.filter(
      ([name, value]) =>
        /[\0\r\n]/.test(value) ||
        !/^[!#$%&'*+\-.^_`|~\w]+$/.test(name) ||
        /^(connection|content-encoding|content-length|transfer-encoding|upgrade|www-authenticate)$/i.test(
          name,
        ),
    );
    expect(broken).toEqual([]);
  });
});

function hasType(form: RegExp): (each: (typeof CASES)[number]) => boolean {
  return ({ asked }) =>
    asked.headers.some(([name, value]) => name.toLowerCase() === 'content-type' && form.test(value.trim()));
}

function hasTwice(headers: readonly (readonly [string, string])[], only?: string): boolean {
  const names = headers.map(([name]) => name.toLowerCase()).filter((name) => name === (only ?? name));
  return new Set(names).size < names.length;
}
