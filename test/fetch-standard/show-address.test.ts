import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRedirect } from '../../src/fetch-standard/check-redirect.js';
import { showAddress } from '../../src/fetch-standard/show-address.js';
import { engine, ORIGIN, OTHER } from './arbitraries.js';

describe('showAddress', () => {
  it.each([
    ['https://user:secret@h/a@b?q#f', 'https://h/a@b'],
    ['https:\\\\user:secret@h\\a', 'https://h/a'],
    ['https:user:secret@h', 'https://h/'],
    ['ftp://user:secret@h/a', 'ftp://h/a'],
    ['https:\\\\user:secret@bad host/', 'https:'],
    ['https://user:sec/ret@h', 'https:'],
    ['https://user:sec?ret@h b', 'https:'],
    ['\thttps://user:secret@', 'https:'],
    ['//user:secret@h', ''],
    ['http://[', 'http://['],
    ['https://b.example:99999/?secret', 'https://b.example:99999/'],
    ['https://App.example', 'https://App.example'],
    ['a@b', 'a@b'],
    ['', ''],
  ])('shows %s as %s', (address, shown) => {
    expect(showAddress(address)).toBe(shown);
  });

  it('lets no user and no password into a refusal, whatever else the address holds', () => {
    const slash = fc.constantFrom('/', '\\', '//', '\\\\', '/\\', '', '/\t/', '\n//');
    const piece = fc.constantFrom('', '/', '\\', '?', '#', ' ', '@', ':', '%', '\0');
    const host = fc.constantFrom('h', 'bad host', '[', 'h:99999', '', '\u{1f4a9}.');
    const scheme = fc.constantFrom('https:', 'HTTP:', 'ftp:', 'http:', '', ' https:');
    fc.assert(
      fc.property(scheme, slash, piece, piece, host, engine, (start, slashes, one, two, end, whose) => {
        const location = `${start}${slashes}us3r${one}:s3cret${two}@${end}/`;
        const request = { origin: ORIGIN, url: `${OTHER}/`, method: 'GET', unsafeHeaders: [] };
        const headers = [['Access-Control-Allow-Origin', '*'] as const, ['Location', location] as const];
        const verdict = checkRedirect(request, { status: 302, headers }, whose);
        // A request that goes on has its address; one without `//` may be a path of the same place, which is no secret.
        fc.pre('allowed' in verdict && verdict.allowed === false);
        if (!canBePath(location)) expect(JSON.stringify(verdict)).not.toMatch(/s3cret/);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Whether an address, read against one of a store, has no user although it holds an `@`. */
function canBePath(location: string): boolean {
  try {
    const { username, password } = new URL(location, `${OTHER}/`);
    return username === '' && password === '';
  } catch {
    return false;
  }
}
