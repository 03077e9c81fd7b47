import { describe, expect, it } from 'vitest';
import type { AskForCredentials } from '../../src/credentials/ask-for-credentials.js';
import type { TurnOptions, Turns } from '../../src/credentials/turns.js';
import type { Credentials } from '../../src/model/credentials.js';
import { CredentialsError } from '../../src/model/errors.js';
// Loaded already, as in a page where something failed before: then a failure takes no longer than a promise.
import '../../src/credentials/why-no-credentials.js';
import { EXPECTED } from './answers.js';
import { deferred, keyId, MINUTE, START, scene, settled } from './scene.js';

const unreachable: AskForCredentials = () => Promise.reject(new TypeError('Failed to fetch'));
const id = (number: number) => expect.objectContaining({ accessKeyId: keyId(number) });

describe('before their end credentials are renewed', () => {
  it('in the background, from five minutes before, while the old are given', async () => {
    const { source, count, platform } = scene();
    const first = await source.get();
    platform.time = START + 55 * MINUTE - 1;
    expect(await source.get()).toBe(first);
    await settled();
    expect(count()).toBe(1);
    platform.time += 1;
    expect(await Promise.all([source.get(), source.get(), source.get()])).toEqual([first, first, first]);
    await settled();
    expect(count()).toBe(2);
    expect(await source.get()).toEqual(id(2));
    // Their life is counted from when they came.
    platform.time += 55 * MINUTE - 1;
    await source.get();
    await settled();
    expect(count()).toBe(2);
  });

  it.each([
    ['after four fifths of a short life', 10, 300, 0, 8],
    ['as long before as is asked', 60, 600, 0, 50],
    ['moved forward by a fifth of that time', 60, 600, 1, 48],
  ])('%s', async (_, lifeMinutes, refreshBeforeSeconds, random, renewedAfterMinutes) => {
    const { source, count, platform } = scene(lifeMinutes * MINUTE, {
      refreshBeforeSeconds,
      random: () => random,
    });
    await source.get();
    platform.time = START + renewedAfterMinutes * MINUTE - 1;
    await source.get();
    await settled();
    expect(count()).toBe(1);
    platform.time += 1;
    await source.get();
    await settled();
    expect(count()).toBe(2);
  });

  it('and in the last ten seconds waited for, together with who asked in the background', async () => {
    const gate = deferred();
    const { source, count, platform, behaviours, answer } = scene();
    const first = await source.get();
    behaviours.push(() => gate.promise.then(() => answer(2)));
    platform.time = START + 60 * MINUTE - 10_001;
    expect(await source.get()).toBe(first);
    platform.time += 1;
    const waiting = [source.get(), source.get()];
    gate.resolve();
    expect(await Promise.all(waiting)).toEqual([id(2), id(2)]);
    expect(count()).toBe(2);
  });

  it('never by two questions at once, whoever leaves', async () => {
    const gate = deferred();
    const { source, count, platform, behaviours, answer } = scene();
    await source.get();
    let asking: AbortSignal | undefined;
    behaviours.push(({ signal }) => {
      asking = signal;
      return gate.promise.then(() => answer(2));
    });
    platform.time = START + 56 * MINUTE;
    await source.get();
    platform.time = START + 60 * MINUTE - 5000;
    const controller = new AbortController();
    const impatient = source.get({ signal: controller.signal });
    controller.abort();
    await expect(impatient).rejects.toThrow('aborted');
    // The renewal in the background still wants it.
    expect(asking?.aborted).toBe(false);
    const patient = source.get();
    gate.resolve();
    expect(await patient).toEqual(id(2));
    expect(count()).toBe(2);
  });
});

describe('a renewal that fails', () => {
  it('in the background is told to nobody, and tried again after ten seconds', async () => {
    const { source, count, platform, behaviours } = scene();
    const first = await source.get();
    behaviours.push(unreachable, () => ({}));
    platform.time = START + 56 * MINUTE;
    for (const [waitMs, asked] of [
      [0, 2],
      [0, 2],
      [9999, 2],
      [1, 3],
      [10_000, 4],
    ] as const) {
      platform.time += waitMs;
      expect(await source.get()).toBe(first);
      await settled();
      expect(count()).toBe(asked);
    }
    expect(await source.get()).toEqual(id(4));
  });

  it('in the last seconds gives the old, and holds up nobody again', async () => {
    const { source, count, platform, behaviours } = scene();
    const first = await source.get();
    behaviours.push(unreachable);
    platform.time = START + 60 * MINUTE - 8000;
    expect(await Promise.all([source.get(), source.get()])).toEqual([first, first]);
    platform.time += 7999;
    expect(await source.get()).toBe(first);
    expect(count()).toBe(2);
    platform.time += 1;
    expect(await source.get()).toEqual(id(3));
  });

  it('is told when the old have ended', async () => {
    const { source, platform, behaviours } = scene();
    await source.get();
    behaviours.push(unreachable);
    platform.time = START + 60 * MINUTE;
    await expect(source.get()).rejects.toThrow(CredentialsError);
    expect(await source.get()).toEqual(id(3));
  });

  it('is told when the old have ended while it was waited for', async () => {
    const gate = deferred();
    const { source, platform, behaviours } = scene();
    await source.get();
    behaviours.push(() => gate.promise.then(() => unreachable({ signal: new AbortController().signal })));
    platform.time = START + 60 * MINUTE - 1;
    const waiting = source.get();
    platform.time += 1;
    gate.resolve();
    await expect(waiting).rejects.toThrow(CredentialsError);
  });
});

describe('renew', () => {
  it('asks once for others, whoever wants them', async () => {
    const { source, count } = scene();
    const first = await source.get();
    const renewed = await Promise.all([source.renew(first), source.renew(first), source.get(), source.get()]);
    expect(renewed).toEqual([id(2), id(2), id(2), id(2)]);
    expect(count()).toBe(2);
  });

  it('gives those that came meanwhile without asking', async () => {
    const { source, count, platform } = scene();
    const first = await source.get();
    platform.time = START + 56 * MINUTE;
    await source.get();
    await settled();
    expect(await source.renew(first)).toEqual(id(2));
    expect(count()).toBe(2);
  });

  it('asks where those that came meanwhile have ended too', async () => {
    const { source, count, platform } = scene();
    const first = await source.get();
    await source.renew(first);
    platform.time += 60 * MINUTE;
    expect(await source.renew(first)).toEqual(id(3));
    expect(count()).toBe(3);
  });

  it('joins a renewal in the background', async () => {
    const gate = deferred();
    const { source, count, platform, behaviours, answer } = scene();
    const first = await source.get();
    behaviours.push(() => gate.promise.then(() => answer(2)));
    platform.time = START + 56 * MINUTE;
    await source.get();
    const renewed = source.renew(first);
    gate.resolve();
    expect(await renewed).toEqual(id(2));
    expect(count()).toBe(2);
  });

  it('never gives the refused ones, nor does get, while others are asked for', async () => {
    const gate = deferred();
    const { source, behaviours, answer } = scene();
    const first = await source.get();
    behaviours.push(() => gate.promise.then(() => answer(2)));
    const renewed = source.renew(first);
    const got = source.get();
    // Another request was refused with the same ones, late.
    const late = source.renew({ ...first });
    gate.resolve();
    expect(await Promise.all([renewed, got, late])).toEqual([id(2), id(2), id(2)]);
  });

  it('knows them by what they hold: the same may come as another object', async () => {
    const { source, count, platform, behaviours, answer } = scene();
    const first = await source.get();
    // The server keeps what it got: the same again, for a while.
    behaviours.push(() => answer(1));
    platform.time = START + 56 * MINUTE;
    await source.get();
    await settled();
    const same = await source.get();
    expect(same).not.toBe(first);
    expect(await source.renew(first)).toEqual(id(3));
    expect(count()).toBe(3);
  });

  it('says that there are no others when the same come back, and asks no more for this refusal', async () => {
    const { source, count, behaviours, answer } = scene();
    const first = await source.get();
    behaviours.push(
      () => answer(1),
      () => answer(1),
    );
    expect(await Promise.all([source.renew(first), source.renew(first)])).toEqual([undefined, undefined]);
    expect(count()).toBe(2);
    // The store may think better of it: they are given again, without asking.
    const again = await source.get();
    expect(again).toEqual(id(1));
    expect(count()).toBe(2);
    expect(await source.renew(again)).toBeUndefined();
    expect(count()).toBe(3);
  });

  it('tells keys apart that have no token', async () => {
    const { source, behaviours } = scene(MINUTE, { needs: 'any' });
    behaviours.push(
      () => ({ accessKeyId: 'a', secretAccessKey: 'first' }),
      () => ({ accessKeyId: 'a', secretAccessKey: 'second' }),
    );
    expect(await source.renew(await source.get())).toMatchObject({ secretAccessKey: 'second' });
  });

  it('is told that it failed, and get does not give the refused ones in place of others', async () => {
    const { source, count, behaviours } = scene();
    const first = await source.get();
    behaviours.push(unreachable, unreachable);
    await expect(source.renew(first)).rejects.toThrow(CredentialsError);
    await expect(source.get()).rejects.toThrow(CredentialsError);
    expect(await source.get()).toEqual(id(4));
    expect(count()).toBe(4);
  });

  it('ends with its signal, and with it the question when nobody else waits', async () => {
    const { source, count, behaviours } = scene();
    const first = await source.get();
    let asking: AbortSignal | undefined;
    behaviours.push(({ signal }) => {
      asking = signal;
      return new Promise(() => undefined);
    });
    const controller = new AbortController();
    const renewed = source.renew(first, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(renewed).rejects.toThrow('enough');
    expect(asking?.aborted).toBe(true);
    expect(await source.renew(first)).toEqual(id(3));
    expect(count()).toBe(3);
  });
});

describe('of other tabs a source wants', () => {
  /** What the turns are asked to take, after the source has been given and refused some. */
  async function wanting(random: number) {
    let isWanted: TurnOptions['isWanted'] = () => false;
    const turns: Turns = {
      take: (ask, options) => {
        isWanted = options.isWanted;
        return ask();
      },
    };
    const given = scene(60 * MINUTE, { turns, random: () => random });
    const first = await given.source.get();
    const second = await given.source.renew(first);
    if (second === undefined) throw new TypeError('there are others');
    const wants = (credentials: Credentials, obtainedAtMs = START) => isWanted({ credentials, obtainedAtMs });
    return { ...given, first, second, wants };
  }
  const others = (expiration: Date): Credentials => ({ ...EXPECTED, accessKeyId: keyId(9), expiration });
  const inAnHour = new Date(START + 60 * MINUTE);

  it('those that are not due, by their own whole life', async () => {
    const { wants, platform } = await wanting(0);
    expect(wants(others(inAnHour))).toBe(true);
    platform.time = START + 55 * MINUTE - 1;
    expect(wants(others(inAnHour))).toBe(true);
    platform.time += 1;
    expect(wants(others(inAnHour))).toBe(false);
    // Of ten minutes two are left unused.
    expect(wants(others(inAnHour), START + 50 * MINUTE)).toBe(true);
  });

  it('none that the store has refused, long after that too, and none that it has itself', async () => {
    const { wants, first, second } = await wanting(1);
    expect(wants({ ...first, expiration: inAnHour })).toBe(false);
    expect(wants({ ...second, expiration: inAnHour })).toBe(false);
    expect(wants({ ...second, securityToken: 'another', expiration: inAnHour })).toBe(true);
  });
});
