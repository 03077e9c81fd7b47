import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClock } from '../../src/credentials/clock.js';
import { credentialSource } from '../../src/credentials/credential-source.js';
import { tabTurns } from '../../src/credentials/tab-turns.js';
import type { ObtainedCredentials, Turns } from '../../src/credentials/turns.js';
import { EXPECTED, NOW } from './answers.js';
import { TestLocks } from './lock-manager.js';
import { deferred, keyId, MINUTE, scene, settled, sourceOptions } from './scene.js';
import {
  closeChannels,
  countingChannels,
  newName,
  obtained,
  options,
  rawChannel,
  server,
  tab,
} from './tabs.js';

// Only the timers of waiting: locks, channels and promises go on as they are.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  closeChannels();
});

describe('turns with sharing', () => {
  const good = { ...EXPECTED, expiration: EXPECTED.expiration.getTime() / 1000, obtainedAtMs: NOW.getTime() };

  it('let one question serve all who ask at once', async () => {
    const locks = new TestLocks();
    const shareAs = newName();
    const { ask, count } = server();
    const tabs = ['a', 'b', 'c'].map((clientId) => tabTurns(clientId, shareAs, tab(locks, clientId)));
    const taken = await Promise.all(tabs.map((turns) => turns.take(ask, options())));
    expect(taken).toEqual([obtained(1), obtained(1), obtained(1)]);
    expect(count()).toBe(1);
  });

  it('give a new tab what an older one has, times and all, without waiting', async () => {
    const locks = new TestLocks();
    const shareAs = newName();
    const first = obtained(1, new Date('2026-11-21T09:30:00.250Z'));
    await tabTurns('a', shareAs, tab(locks, 'a')).take(async () => first, options());
    const { ask, count } = server();
    expect(await tabTurns('b', shareAs, tab(locks, 'b')).take(ask, options())).toEqual(first);
    expect(await tabTurns('c', shareAs, tab(locks, 'c')).take(ask, options())).toEqual(first);
    expect(count()).toBe(0);
    // Each waits for the end of what it has, and for nothing else.
    expect(vi.getTimerCount()).toBe(3);
  });

  it('take what was announced while they waited, though who has it is gone', async () => {
    const locks = new TestLocks();
    const shareAs = newName();
    const gate = deferred();
    locks.of('gone').request(`bucket-preflight ${shareAs}`, () => gate.promise);
    const { ask, count } = server();
    const { open, Channel } = countingChannels();
    const taken = tabTurns('a', shareAs, tab(locks, 'a', Channel)).take(ask, options());
    await vi.waitFor(() => expect(open.size).toBe(1));
    // Made after the tab's own, it hears after it.
    const { heard } = rawChannel(shareAs);
    rawChannel(shareAs).channel.postMessage(good);
    await vi.waitFor(() => expect(heard).toEqual([good]));
    await settled();
    gate.resolve();
    expect(await taken).toEqual({ credentials: EXPECTED, obtainedAtMs: NOW.getTime() });
    expect(count()).toBe(0);
  });

  it('look at what others say only while they ask', async () => {
    const locks = new TestLocks();
    const shareAs = newName();
    await tabTurns('a', shareAs, tab(locks, 'a')).take(server().ask, options());
    const isWanted = vi.fn(() => true);
    await tabTurns('b', shareAs, tab(locks, 'b')).take(server().ask, options({ isWanted }));
    const { heard } = rawChannel(shareAs);
    rawChannel(shareAs).channel.postMessage(good);
    await vi.waitFor(() => expect(heard).toEqual([good]));
    await settled();
    expect(isWanted).toHaveBeenCalledTimes(1);
  });

  it('announce what they got, once, and not what they took', async () => {
    const locks = new TestLocks();
    const shareAs = newName();
    const { heard } = rawChannel(shareAs);
    await tabTurns('a', shareAs, tab(locks, 'a')).take(server().ask, options());
    await tabTurns('b', shareAs, tab(locks, 'b')).take(server().ask, options());
    const announcement = expect.objectContaining({ accessKeyId: keyId(1) });
    // The announcement, the question of the second tab, and its answer.
    rawChannel(shareAs).channel.postMessage('last');
    await vi.waitFor(() => expect(heard).toContain('last'));
    expect(heard).toEqual([announcement, 'wanted', announcement, 'last']);
  });

  it('answer nothing while they have nothing', async () => {
    const locks = new TestLocks();
    const shareAs = newName();
    const gate = deferred<ObtainedCredentials>();
    const taken = tabTurns('a', shareAs, tab(locks)).take(() => gate.promise, options());
    const { channel, heard } = rawChannel(shareAs);
    channel.postMessage('wanted');
    rawChannel(shareAs).channel.postMessage('last');
    await vi.waitFor(() => expect(heard).toContain('last'));
    await settled();
    expect(heard).toEqual(['last']);
    gate.resolve(obtained(1));
    await taken;
  });

  it('ask at once where no other tab is, and where others have nothing that is wanted', async () => {
    const locks = new TestLocks();
    const shareAs = newName();
    const { ask, count } = server();
    const isWanted = ({ credentials }: ObtainedCredentials) => credentials.accessKeyId !== keyId(1);
    const [a, b, c] = [1, 2, 3].map((number) => tabTurns('a', shareAs, tab(locks, `${number}`))) as [
      Turns,
      Turns,
      Turns,
    ];
    await a.take(ask, options());
    await b.take(ask, options());
    // No timer has run: both others have answered.
    expect(await c.take(ask, options({ isWanted }))).toEqual(obtained(2));
    expect(await a.take(ask, options({ isWanted }))).toEqual(obtained(2));
    expect(count()).toBe(2);
  });

  it('wait a third of a second for a tab that is asleep', async () => {
    const locks = new TestLocks();
    const shareAs = newName();
    locks
      .of('asleep')
      .request(`bucket-preflight ${shareAs} present`, { mode: 'shared' }, () => new Promise(() => undefined));
    const { ask, count } = server();
    const taken = tabTurns('a', shareAs, tab(locks)).take(ask, options());
    await settled();
    await vi.advanceTimersByTimeAsync(299);
    expect(count()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(await taken).toEqual(obtained(1));
  });

  it('have announcements of plain text and numbers', async () => {
    const shareAs = newName();
    const { channel, heard } = rawChannel(shareAs);
    const start = new Date('2026-11-21T09:30:00Z');
    await tabTurns('a', shareAs, tab(new TestLocks())).take(async () => obtained(1, start), options());
    const message = {
      ...EXPECTED,
      accessKeyId: keyId(1),
      startTime: start.getTime() / 1000,
      expiration: EXPECTED.expiration.getTime() / 1000,
      obtainedAtMs: NOW.getTime(),
    };
    await vi.waitFor(() => expect(heard).toEqual([message]));
    channel.postMessage('wanted');
    await vi.waitFor(() => expect(heard).toEqual([message, message]));
  });

  it.each<readonly [string, unknown]>([
    ['nothing', null],
    ['text', 'hello'],
    ['no time at which they were got', { ...good, obtainedAtMs: undefined }],
    ['a time that is none', { ...good, obtainedAtMs: Number.NaN }],
    ['no secret', { ...good, secretAccessKey: '' }],
    ['a key that is no text', { ...good, accessKeyId: { toString: 1 } }],
    ['what has ended', { ...good, expiration: NOW.getTime() / 1000 }],
    ['milliseconds', { ...good, expiration: EXPECTED.expiration.getTime() }],
    ['long-lived keys', { ...good, securityToken: undefined, expiration: undefined }],
    ['an error', { Code: 'AccessDenied', obtainedAtMs: 1 }],
  ])('believe no other tab that says %s', async (_, message) => {
    const locks = new TestLocks();
    const shareAs = newName();
    const { channel } = rawChannel(shareAs);
    locks
      .of('liar')
      .request(`bucket-preflight ${shareAs} present`, { mode: 'shared' }, () => new Promise(() => undefined));
    channel.onmessage = ({ data }) => {
      if (data === 'wanted') channel.postMessage(message);
    };
    const { ask, count } = server();
    expect(await tabTurns('a', shareAs, tab(locks)).take(ask, options())).toEqual(obtained(1));
    expect(count()).toBe(1);
  });

  it('believe what is good', async () => {
    const locks = new TestLocks();
    const shareAs = newName();
    const { channel } = rawChannel(shareAs);
    locks
      .of('friend')
      .request(`bucket-preflight ${shareAs} present`, { mode: 'shared' }, () => new Promise(() => undefined));
    channel.onmessage = () => channel.postMessage(good);
    const taken = await tabTurns('a', shareAs, tab(locks)).take(server().ask, options());
    expect(taken).toEqual({ credentials: EXPECTED, obtainedAtMs: NOW.getTime() });
  });

  it('go by the shared name, whatever is asked for', async () => {
    const locks = new TestLocks();
    const shareAs = newName();
    const gate = deferred<ObtainedCredentials>();
    const first = tabTurns('photos', shareAs, tab(locks, 'a')).take(() => gate.promise, options());
    const { ask, count } = server();
    const second = tabTurns('music', shareAs, tab(locks, 'b')).take(ask, options());
    await settled();
    expect(locks.heldNames()).toEqual([`bucket-preflight ${shareAs}`]);
    gate.resolve(obtained(9));
    expect(await Promise.all([first, second])).toEqual([obtained(9), obtained(9)]);
    expect(count()).toBe(0);
    const stranger = tabTurns('photos', newName(), tab(locks, 'c'));
    expect(await stranger.take(ask, options())).toEqual(obtained(1));
  });

  it('work among tabs that have no locks', async () => {
    const shareAs = newName();
    const { ask, count } = server();
    const first = tabTurns('a', shareAs, tab(undefined)).take(ask, options());
    await settled();
    await vi.advanceTimersByTimeAsync(300);
    expect(await first).toEqual(obtained(1));
    expect(await tabTurns('b', shareAs, tab(undefined)).take(ask, options())).toEqual(obtained(1));
    expect(count()).toBe(1);
  });
});

describe('a tab', () => {
  it('stops to listen when what it has ends, and begins again', async () => {
    const locks = new TestLocks();
    const { open, Channel } = countingChannels();
    const shareAs = newName();
    const turns = tabTurns('a', shareAs, tab(locks, 'a', Channel));
    await turns.take(server().ask, options());
    expect([open.size, locks.heldNames()]).toEqual([1, [`bucket-preflight ${shareAs} present`]]);
    await vi.advanceTimersByTimeAsync(60 * MINUTE - 1);
    expect(open.size).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await settled();
    expect([open.size, locks.heldNames()]).toEqual([0, []]);
    expect(vi.getTimerCount()).toBe(0);
    const { ask } = server();
    // Nor does it take what it had for something to give.
    await expect(turns.take(() => Promise.reject(new Error('no')), options())).rejects.toThrow('no');
    expect(open.size).toBe(0);
    expect(await turns.take(ask, options())).toEqual(obtained(1));
    expect([open.size, locks.heldNames()]).toEqual([1, [`bucket-preflight ${shareAs} present`]]);
    // What it has now counts, not what it had.
    await vi.advanceTimersByTimeAsync(30 * MINUTE);
    await turns.take(ask, options({ isWanted: () => false }));
    await vi.advanceTimersByTimeAsync(30 * MINUTE);
    expect([open.size, locks.heldNames()]).toEqual([1, [`bucket-preflight ${shareAs} present`]]);
  });

  it('listens again when what it has ends while it asks for others', async () => {
    const locks = new TestLocks();
    const { open, Channel } = countingChannels();
    const shareAs = newName();
    const turns = tabTurns('a', shareAs, tab(locks, 'a', Channel));
    await turns.take(server().ask, options());
    const gate = deferred<ObtainedCredentials>();
    const taken = turns.take(() => gate.promise, options({ isWanted: () => false }));
    await settled();
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(open.size).toBe(0);
    gate.resolve(obtained(2));
    expect(await taken).toEqual(obtained(2));
    expect([open.size, locks.heldNames()]).toEqual([1, [`bucket-preflight ${shareAs} present`]]);
    expect(await tabTurns('b', shareAs, tab(locks, 'b')).take(server().ask, options())).toEqual(obtained(2));
  });

  it('does not listen without anything to give: not after a failure, and not after it has given up', async () => {
    const locks = new TestLocks();
    const { open, Channel } = countingChannels();
    const shareAs = newName();
    const turns = tabTurns('a', shareAs, tab(locks, 'a', Channel));
    await expect(turns.take(() => Promise.reject(new Error('no')), options())).rejects.toThrow('no');
    expect([open.size, locks.heldNames()]).toEqual([0, []]);
    const gate = deferred<ObtainedCredentials>();
    const first = tabTurns('b', shareAs, tab(locks, 'b')).take(() => gate.promise, options());
    const controller = new AbortController();
    const given = turns.take(server().ask, options({ signal: controller.signal }));
    await settled();
    expect(open.size).toBe(1);
    controller.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    expect(open.size).toBe(0);
    gate.resolve(obtained(1));
    await first;
  });

  it('goes on listening for one who waits while another gives up', async () => {
    const locks = new TestLocks();
    const { open, Channel } = countingChannels();
    const shareAs = newName();
    const gate = deferred<ObtainedCredentials>();
    const elsewhere = tabTurns('b', shareAs, tab(locks, 'b')).take(() => gate.promise, options());
    const turns = tabTurns('a', shareAs, tab(locks, 'a', Channel));
    const controller = new AbortController();
    const { ask, count } = server();
    const impatient = turns.take(ask, options({ signal: controller.signal }));
    const patient = turns.take(ask, options());
    await settled();
    controller.abort(new Error('enough'));
    await expect(impatient).rejects.toThrow('enough');
    expect(open.size).toBe(1);
    gate.resolve(obtained(8));
    expect(await Promise.all([elsewhere, patient])).toEqual([obtained(8), obtained(8)]);
    expect(count()).toBe(0);
  });

  it('lets Node end while it listens', async () => {
    vi.useRealTimers();
    const before = process.getActiveResourcesInfo().sort();
    await tabTurns('a', newName(), tab(new TestLocks())).take(server().ask, options());
    expect(process.getActiveResourcesInfo().sort()).toEqual(before);
  });

  it('keeps credentials without a known end for as long as it is there', async () => {
    const { open, Channel } = countingChannels();
    const { accessKeyId, secretAccessKey, securityToken } = EXPECTED;
    const endless = {
      credentials: { accessKeyId, secretAccessKey, securityToken },
      obtainedAtMs: NOW.getTime(),
    };
    await tabTurns('a', newName(), tab(new TestLocks(), 'a', Channel)).take(async () => endless, options());
    await vi.advanceTimersByTimeAsync(20 * 24 * 60 * MINUTE);
    expect(open.size).toBe(1);
  });
});

describe('the sources of two tabs', () => {
  /** Two tabs of one server, whose time is the same. */
  function twoTabs() {
    const locks = new TestLocks();
    const shareAs = newName();
    const { behaviours, answer, platform } = scene();
    let count = 0;
    const ask = async () => {
      count += 1;
      return behaviours.shift()?.({ signal: new AbortController().signal }) ?? answer(count);
    };
    const [one, other] = ['a', 'b'].map((clientId) =>
      credentialSource(ask, {
        ...sourceOptions(createClock(() => new Date(platform.time))),
        turns: tabTurns(clientId, shareAs, tab(locks, clientId)),
      }),
    );
    if (one === undefined || other === undefined) throw new TypeError('there are two');
    return { one, other, platform, behaviours, answer, count: () => count };
  }
  const id = (number: number) => expect.objectContaining({ accessKeyId: keyId(number) });

  it('ask once for both', async () => {
    const { one, other, count } = twoTabs();
    expect(await Promise.all([one.get(), other.get()])).toEqual([id(1), id(1)]);
    expect(count()).toBe(1);
  });

  it('ask once for both when the store has refused what both have', async () => {
    const { one, other, count } = twoTabs();
    const [mine, yours] = await Promise.all([one.get(), other.get()]);
    expect(await Promise.all([one.renew(mine), other.renew(yours)])).toEqual([id(2), id(2)]);
    expect(count()).toBe(2);
  });

  it('ask once for both when it is time', async () => {
    const { one, other, platform, count } = twoTabs();
    await Promise.all([one.get(), other.get()]);
    platform.time += 60 * MINUTE - 9000;
    expect(await Promise.all([one.get(), other.get()])).toEqual([id(2), id(2)]);
    expect(count()).toBe(2);
  });

  it('take nothing of each other that is due, or that they have themselves', async () => {
    const { one, other, platform, count } = twoTabs();
    await one.get();
    // Due for the first, and a new tab does not want it either.
    platform.time += 55 * MINUTE;
    expect(await other.get()).toEqual(id(2));
    expect(count()).toBe(2);
    platform.time += 55 * MINUTE;
    await other.get();
    await vi.waitFor(() => expect(count()).toBe(3));
  });

  it('ask on their own where the answer of one cannot be used', async () => {
    const { one, other, behaviours, count } = twoTabs();
    behaviours.push(() => ({ Code: 'NoPermission' }));
    const outcomes = await Promise.allSettled([one.get(), other.get()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(count()).toBe(2);
  });
});
