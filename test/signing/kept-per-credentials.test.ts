import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../src/model/credentials.js';
import { keptPerCredentials } from '../../src/signing/kept-per-credentials.js';
import { SUBJECT } from './subject.js';

/** What a test may change in place. */
type Changeable = { -readonly [Field in keyof Credentials]: Credentials[Field] };

const credentials = (): Changeable => ({ ...SUBJECT.credentials });

/** A keeper that numbers what it makes. */
function numbering(): (of: Credentials, name: string) => number {
  const kept = keptPerCredentials<{ readonly number: number }>();
  let made = 0;
  return (of, name) =>
    kept(of, name, () => {
      made += 1;
      return { number: made };
    }).number;
}

describe('keptPerCredentials', () => {
  it('makes a value once for the same object', () => {
    const keep = numbering();
    const own = credentials();
    expect([keep(own, 'a'), keep(own, 'a'), keep(own, 'b'), keep(own, 'a')]).toEqual([1, 1, 2, 1]);
  });

  it('finds it by the object, not by what that holds', () => {
    const keep = numbering();
    const [one, other] = [credentials(), credentials()];
    expect([keep(one, 'a'), keep(other, 'a'), keep(one, 'a'), keep(other, 'a')]).toEqual([1, 2, 1, 2]);
  });

  it.each(['accessKeyId', 'secretAccessKey', 'securityToken'] as const)(
    'makes it anew when the %s of the object is another',
    (field) => {
      const keep = numbering();
      const own = credentials();
      const before = own[field] ?? '';
      expect([keep(own, 'a'), keep(own, 'b')]).toEqual([1, 2]);
      own[field] = `${before}!`;
      expect([keep(own, 'a'), keep(own, 'b'), keep(own, 'a')]).toEqual([3, 4, 3]);
      own[field] = before;
      expect(keep(own, 'a')).toBe(5);
    },
  );

  it('makes it anew when the token is gone', () => {
    const keep = numbering();
    const own = credentials();
    keep(own, 'a');
    delete own.securityToken;
    expect(keep(own, 'a')).toBe(2);
  });

  it('does not mind another end of the same keys', () => {
    const keep = numbering();
    const own = credentials();
    keep(own, 'a');
    own.expiration = new Date(0);
    expect(keep(own, 'a')).toBe(1);
  });

  it('keeps eight of an object, and makes the one anew that was idle for longest', () => {
    const keep = numbering();
    const own = credentials();
    const names = [...'abcdefgh'];
    const first = names.map((name) => keep(own, name));
    expect(names.map((name) => keep(own, name))).toEqual(first);
    expect(keep(own, 'i')).toBe(9);
    expect(names.slice(1).map((name) => keep(own, name))).toEqual(first.slice(1));
    expect(keep(own, 'a')).toBe(10);
    expect(keep(own, 'b')).toBe(2);
    expect(keep(own, 'i')).toBe(11);
  });

  it('keeps what is in use, whatever comes and goes beside it', () => {
    const keep = numbering();
    const own = credentials();
    expect(keep(own, 'day')).toBe(1);
    for (let number = 0; number < 100; number += 1) {
      keep(own, String(number));
      expect(keep(own, 'day')).toBe(1);
    }
  });

  it('keeps nothing of what could not be made', () => {
    const kept = keptPerCredentials<string>();
    const own = credentials();
    const failing = () => {
      throw new TypeError('not this time');
    };
    expect(() => kept(own, 'a', failing)).toThrow('not this time');
    expect(kept(own, 'a', () => 'made')).toBe('made');
    expect(kept(own, 'a', failing)).toBe('made');
  });

  it('is a keeper of its own each time', () => {
    const own = credentials();
    const [one, other] = [numbering(), numbering()];
    expect([one(own, 'a'), one(own, 'b'), other(own, 'b')]).toEqual([1, 2, 1]);
  });
});
