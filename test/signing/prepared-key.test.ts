import { describe, expect, it } from 'vitest';
import type { HmacKey } from '../../src/crypto/hashes.js';
import { preparedKey } from '../../src/signing/prepared-key.js';

const hmac: HmacKey = async () => new ArrayBuffer(32);

describe('preparedKey', () => {
  it('begins to make a key before it is asked', async () => {
    let made = 0;
    const key = preparedKey(async () => {
      made += 1;
      return hmac;
    });
    expect(made).toBe(1);
    await key();
    expect(made).toBe(1);
  });

  it('fails without a word when nobody asked, and tries again then', async () => {
    let tries = 0;
    const key = preparedKey(async () => {
      tries += 1;
      if (tries === 1) throw new TypeError('the code could not be loaded');
      return hmac;
    });
    // A rejection that nobody handles would end the run.
    await new Promise((resolve) => setImmediate(resolve));
    expect(await key()).toBe(hmac);
    expect(tries).toBe(2);
  });

  it('makes a key once, however many ask while it is made', async () => {
    let resolve: (key: HmacKey) => void = () => undefined;
    const promise = new Promise<HmacKey>((done) => {
      resolve = done;
    });
    let made = 0;
    const key = preparedKey(() => {
      made += 1;
      return promise;
    });
    const waiting = [key(), key(), key()];
    resolve(hmac);
    expect(await Promise.all(waiting)).toEqual([hmac, hmac, hmac]);
    expect(made).toBe(1);
  });

  it('gives the key itself once it is there: nobody waits', async () => {
    const key = preparedKey(async () => hmac);
    await key();
    expect(key()).toBe(hmac);
  });

  it('tries again after it failed, and tells all who waited', async () => {
    let tries = 0;
    const key = preparedKey(async () => {
      tries += 1;
      if (tries === 1) throw new TypeError('the code could not be loaded');
      return hmac;
    });
    const results = await Promise.allSettled([key(), key()]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(tries).toBe(1);
    expect(await key()).toBe(hmac);
    expect(await key()).toBe(hmac);
    expect(tries).toBe(2);
  });
});
