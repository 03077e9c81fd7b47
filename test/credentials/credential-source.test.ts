import { describe, expect, it, vi } from 'vitest';
import { createClock } from '../../src/credentials/clock.js';
import { credentialSource } from '../../src/credentials/credential-source.js';
import { CredentialsError } from '../../src/model/errors.js';
import { EXPECTED, FIELDS, KEY, SECRET, TOKEN } from './answers.js';
import { deferred, keyId, MINUTE, START, scene, settled, sourceOptions } from './scene.js';

describe('a source with a function', () => {
  it('asks nothing before it is needed', () => {
    expect(scene().count()).toBe(0);
  });

  it('asks once however many wait', async () => {
    const { source, count } = scene();
    const all = await Promise.all(Array.from({ length: 20 }, () => source.get()));
    expect(count()).toBe(1);
    expect(new Set(all).size).toBe(1);
    expect(await source.get()).toBe(all[0]);
  });

  it('forgets a call that failed', async () => {
    const { source, count, behaviours } = scene();
    const fail = () => Promise.reject(new TypeError('Failed to fetch'));
    behaviours.push(fail, fail);
    const both = await Promise.allSettled([source.get(), source.get()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(count()).toBe(1);
    await expect(source.get()).rejects.toThrow(CredentialsError);
    expect(await source.get()).toMatchObject({ accessKeyId: keyId(3) });
  });

  it('forgets an answer that could not be read', async () => {
    const { source, behaviours } = scene();
    behaviours.push(
      () => '<html>',
      () => ({}),
    );
    await expect(source.get()).rejects.toThrow(CredentialsError);
    await expect(source.get()).rejects.toThrow(CredentialsError);
    expect(await source.get()).toMatchObject({ accessKeyId: keyId(3) });
  });

  it('wants a token and an end, unless long-lived keys may be', async () => {
    const keys = { accessKeyId: KEY, secretAccessKey: SECRET };
    const { source, behaviours } = scene();
    behaviours.push(() => keys);
    await expect(source.get()).rejects.toMatchObject({
      issues: [{ code: 'dangerous', path: 'credentials' }],
    });
    // What tells its end is temporary: the token got lost on the way.
    behaviours.push(() => ({ ...keys, expiration: new Date(START + MINUTE) }));
    await expect(source.get()).rejects.toMatchObject({
      issues: [{ code: 'missing', path: 'credentials.securityToken' }],
    });
    const any = scene(MINUTE, { needs: 'any' });
    any.behaviours.push(() => keys);
    expect(await any.source.get()).toEqual(keys);
    any.platform.time += 1e12;
    expect(await any.source.get()).toEqual(keys);
    expect(any.count()).toBe(1);
  });

  it('refuses a token for a store that knows none, and shows nothing of it', async () => {
    const { source, behaviours, answer } = scene(MINUTE, { needs: 'long-lived' });
    behaviours.push(() => answer(1));
    const error = await source.get().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'ERR_CREDENTIALS',
      issues: [
        {
          code: 'invalid',
          path: 'credentials.SessionToken',
          value: `a secret of ${answer(1).SessionToken.length} characters`,
          message: expect.stringContaining('signer: remoteSigner({ url })'),
        },
      ],
    });
    expect(String(error)).not.toContain(answer(1).SessionToken);
    behaviours.push(() => ({ accessKeyId: KEY, secretAccessKey: SECRET }));
    expect(await source.get()).toEqual({ accessKeyId: KEY, secretAccessKey: SECRET });
  });

  it('gives up a function that hangs, and asks anew', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { source, behaviours } = scene(60 * MINUTE, { timeoutMs: 1000 });
      behaviours.push(() => new Promise(() => undefined));
      const outcome = source.get().catch(String);
      await vi.advanceTimersByTimeAsync(1000);
      expect(await outcome).toContain('gave nothing within 1000 ms');
      expect(await source.get()).toMatchObject({ accessKeyId: keyId(2) });
    } finally {
      vi.useRealTimers();
    }
  });

  it('gives credentials that are nearly at their end, and asks for the next when they are', async () => {
    for (const lifeMs of [1, 1000, 9000]) {
      const { source, count, platform } = scene(lifeMs);
      expect(await source.get()).toMatchObject({ accessKeyId: keyId(1) });
      expect(count()).toBe(1);
      platform.time += lifeMs;
      expect(await source.get()).toMatchObject({ accessKeyId: keyId(2) });
      expect(count()).toBe(2);
    }
  });

  it('gives those that ended while their keys were made, once', async () => {
    const made = deferred();
    const { source, count, platform } = scene(1000, { prepare: () => made.promise });
    const first = source.get();
    await settled();
    platform.time += 2000;
    made.resolve();
    expect(await first).toMatchObject({ accessKeyId: keyId(1) });
    expect(await source.get()).toMatchObject({ accessKeyId: keyId(2) });
    expect(count()).toBe(2);
  });

  it('has a clock put right by the answer before it looks at the end', async () => {
    const { source, clock, answer, behaviours, platform, count } = scene();
    const body = JSON.stringify(answer(1));
    const serverTime = new Date(START);
    // The clock here is two hours ahead: by it, what lives for one hour has ended.
    platform.time += 120 * MINUTE;
    behaviours.push(() => new Response(body, { headers: { date: serverTime.toUTCString() } }));
    expect(await source.get()).toMatchObject({ accessKeyId: keyId(1) });
    expect(clock.offsetMs()).toBe(-120 * MINUTE);
    platform.time += 54 * MINUTE;
    expect(await source.get()).toMatchObject({ accessKeyId: keyId(1) });
    await settled();
    expect(count()).toBe(1);
  });

  it('has the keys made before anybody gets the credentials, and does without where that fails', async () => {
    const made = deferred();
    const prepare = vi.fn(() => made.promise);
    const { source } = scene(60 * MINUTE, { prepare });
    let isGiven = false;
    const given = source.get().then((credentials) => {
      isGiven = true;
      return credentials;
    });
    await settled();
    expect(isGiven).toBe(false);
    expect(prepare).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ accessKeyId: keyId(1) }));
    made.reject(new Error('no such hash'));
    expect(await given).toMatchObject({ accessKeyId: keyId(1) });
    const throwing = scene(60 * MINUTE, {
      prepare: () => {
        throw new Error('at once');
      },
    });
    expect(await throwing.source.get()).toMatchObject({ accessKeyId: keyId(1) });
  });
});

describe('a source with a value', () => {
  const value = { ...EXPECTED, expiration: new Date(START + MINUTE) };

  it('gives it as long as it is good', async () => {
    const platform = { time: START };
    const options = sourceOptions(createClock(() => new Date(platform.time)));
    const source = credentialSource(value, options);
    const first = await source.get();
    expect(first).toEqual(value);
    platform.time += MINUTE - 1;
    expect(await source.get()).toBe(first);
    platform.time += 1;
    await expect(source.get()).rejects.toMatchObject({ issues: [{ code: 'expired' }] });
    // The clock was wrong, and has been put right.
    options.clock.learn(new Date(START));
    expect(await source.get()).toEqual(value);
  });

  it('takes long-lived keys, and an answer as it arrived', async () => {
    const options = sourceOptions(createClock(() => new Date(START)));
    const keys = { accessKeyId: KEY, secretAccessKey: SECRET };
    expect(await credentialSource(keys, options).get()).toEqual(keys);
    const answer = { Credentials: FIELDS } as unknown as typeof keys;
    expect(await credentialSource(answer, options).get()).toEqual(EXPECTED);
  });

  it('has no others', async () => {
    const source = credentialSource(value, sourceOptions(createClock(() => new Date(START))));
    expect(await source.renew(await source.get())).toBeUndefined();
  });

  it('has its keys made, while nobody waits, and does without where that fails', async () => {
    const clock = createClock(() => new Date(START));
    const prepare = vi.fn(() => new Promise(() => undefined));
    const source = credentialSource(value, { ...sourceOptions(clock), prepare });
    expect(await source.get()).toEqual(value);
    await source.get();
    expect(prepare).toHaveBeenCalledTimes(1);
    const failing = { ...sourceOptions(clock), prepare: () => Promise.reject(new Error('no such hash')) };
    expect(await credentialSource(value, failing).get()).toEqual(value);
    await settled();
  });
});

describe('a signal', () => {
  const reason = new DOMException('enough', 'AbortError');

  it('that is aborted already: nothing is asked', async () => {
    const { source, count } = scene();
    const signal = AbortSignal.abort(reason);
    await expect(source.get({ signal })).rejects.toBe(reason);
    await expect(source.renew(EXPECTED, { signal })).rejects.toBe(reason);
    expect(count()).toBe(0);
    await source.get();
    await expect(source.get({ signal })).rejects.toBe(reason);
    const ofValue = credentialSource(EXPECTED, sourceOptions(createClock(() => new Date(START))));
    await expect(ofValue.get({ signal })).rejects.toBe(reason);
    await expect(ofValue.renew(EXPECTED, { signal })).rejects.toBe(reason);
  });

  it('ends the waiting of one, and goes on for the others', async () => {
    const gate = deferred();
    const { source, count, behaviours, answer } = scene();
    let asking: AbortSignal | undefined;
    behaviours.push(async ({ signal }) => {
      asking = signal;
      await gate.promise;
      return answer(1);
    });
    const controller = new AbortController();
    const impatient = source.get({ signal: controller.signal });
    const patient = source.get();
    controller.abort(reason);
    await expect(impatient).rejects.toBe(reason);
    expect(asking?.aborted).toBe(false);
    gate.resolve();
    expect(await patient).toMatchObject({ accessKeyId: keyId(1) });
    expect(await source.get()).toBe(await patient);
    expect(count()).toBe(1);
  });

  it('of everybody who waits ends the question, and the next one asks anew', async () => {
    const gate = deferred();
    const { source, count, behaviours, answer } = scene();
    let asking: AbortSignal | undefined;
    behaviours.push(async ({ signal }) => {
      asking = signal;
      // It does not heed the signal.
      await gate.promise;
      return answer(99);
    });
    const controllers = [new AbortController(), new AbortController()] as const;
    const both = controllers.map(({ signal }) => source.get({ signal }));
    const ended = Promise.allSettled(both);
    for (const controller of controllers) controller.abort(reason);
    expect(await ended).toMatchObject([{ reason }, { reason }]);
    expect(asking?.aborted).toBe(true);
    const fresh = await source.get();
    expect(fresh).toMatchObject({ accessKeyId: keyId(2) });
    // What comes too late replaces nothing.
    gate.resolve();
    await settled();
    expect(await source.get()).toBe(fresh);
    expect(count()).toBe(2);
  });

  it('of everybody, while the keys are made: what comes too late replaces nothing either', async () => {
    const made = deferred();
    const prepare = vi.fn(async () => undefined).mockReturnValueOnce(made.promise.then(() => undefined));
    const { source } = scene(60 * MINUTE, { prepare });
    const controller = new AbortController();
    const given = source.get({ signal: controller.signal });
    await settled();
    controller.abort(reason);
    await expect(given).rejects.toBe(reason);
    const fresh = await source.get();
    made.resolve();
    await settled();
    expect(fresh).toMatchObject({ accessKeyId: keyId(2) });
    expect(await source.get()).toBe(fresh);
  });

  it('keeps no listener', async () => {
    const { source, platform } = scene();
    const { signal } = new AbortController();
    const listeners = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    for (let turn = 0; turn < 3; turn += 1) {
      await source.get({ signal });
      platform.time += 60 * MINUTE;
    }
    await settled();
    expect(listeners).toHaveBeenCalledTimes(3);
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
      listeners.mock.calls.map(([, listener]) => listener),
    );
  });

  it('that is never aborted changes nothing', async () => {
    const { source } = scene();
    const { signal } = new AbortController();
    expect(await source.get({ signal })).toMatchObject({ accessKeyId: keyId(1), securityToken: TOKEN });
  });
});
