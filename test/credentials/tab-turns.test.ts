import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TabEnvironment, tabTurns } from '../../src/credentials/tab-turns.js';
import { noTurns, type ObtainedCredentials } from '../../src/credentials/turns.js';
import { TestLocks } from './lock-manager.js';
import { deferred, settled } from './scene.js';
import { closeChannels, newName, obtained, options, rawChannel, server, tab } from './tabs.js';

// Only the timers of waiting: locks, channels and promises go on as they are.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  closeChannels();
});

describe('turns without sharing', () => {
  it('never overlap, and come in the order of asking', async () => {
    const locks = new TestLocks();
    const gates = [
      deferred<ObtainedCredentials>(),
      deferred<ObtainedCredentials>(),
      deferred<ObtainedCredentials>(),
    ];
    const asked: number[] = [];
    const taken = gates.map(({ promise }, index) =>
      tabTurns('photos', undefined, tab(locks, `tab ${index}`)).take(() => {
        asked.push(index);
        return promise;
      }, options()),
    );
    for (const [index, gate] of gates.entries()) {
      await settled();
      expect(asked).toEqual([0, 1, 2].slice(0, index + 1));
      gate.resolve(obtained(index));
    }
    expect(await Promise.all(taken)).toEqual([obtained(0), obtained(1), obtained(2)]);
    expect(locks.heldNames()).toEqual([]);
  });

  it('are by name, and hold a lock of that name', async () => {
    const locks = new TestLocks();
    const gate = deferred<ObtainedCredentials>();
    const first = tabTurns('photos', undefined, tab(locks)).take(() => gate.promise, options());
    expect(await tabTurns('music', undefined, tab(locks)).take(server().ask, options())).toEqual(obtained(1));
    expect(locks.heldNames()).toEqual(['bucket-preflight photos']);
    gate.resolve(obtained(5));
    expect(await first).toEqual(obtained(5));
  });

  it('do not wait for a tab that hangs, but for five seconds', async () => {
    const locks = new TestLocks();
    tabTurns('photos', undefined, tab(locks)).take(() => new Promise(() => undefined), options());
    const { ask, count } = server();
    const second = tabTurns('photos', undefined, tab(locks)).take(ask, options());
    await settled();
    await vi.advanceTimersByTimeAsync(4999);
    expect(count()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(await second).toEqual(obtained(1));
    expect(count()).toBe(1);
  });

  it('keep their turn however long it takes', async () => {
    const gate = deferred<ObtainedCredentials>();
    const ask = vi.fn(() => gate.promise);
    const taken = tabTurns('photos', undefined, tab(new TestLocks())).take(ask, options());
    await settled();
    await vi.advanceTimersByTimeAsync(60_000);
    gate.resolve(obtained(1));
    expect(await taken).toEqual(obtained(1));
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('pass on what fails, once, and let go of the turn', async () => {
    const locks = new TestLocks();
    const turns = tabTurns('photos', undefined, tab(locks));
    const ask = vi.fn(() => Promise.reject(new Error('no')));
    await expect(turns.take(ask, options())).rejects.toThrow('no');
    expect(ask).toHaveBeenCalledTimes(1);
    expect(locks.heldNames()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('end with the signal, without asking', async () => {
    const locks = new TestLocks();
    const gate = deferred<ObtainedCredentials>();
    const first = tabTurns('photos', undefined, tab(locks)).take(() => gate.promise, options());
    const controller = new AbortController();
    const { ask, count } = server();
    const second = tabTurns('photos', undefined, tab(locks)).take(
      ask,
      options({ signal: controller.signal }),
    );
    await settled();
    controller.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    gate.resolve(obtained(7));
    await first;
    expect(count()).toBe(0);
  });
});

describe('where the platform has less, everything goes on', () => {
  const refuse = () => {
    throw new DOMException('not in a sandbox', 'SecurityError');
  };
  const refuseLater = async () => refuse();
  const forbidden = { request: refuseLater, query: refuseLater } as unknown as LockManager;
  const worse = { request: refuse, query: refuse } as unknown as LockManager;
  class NoChannel {
    constructor() {
      refuse();
    }
  }
  const Forbidden = NoChannel as unknown as typeof BroadcastChannel;

  it('with no turns where there are no locks and nothing is shared', () => {
    expect(tabTurns('photos', undefined, {})).toBe(noTurns);
    expect(tabTurns('photos', undefined, { BroadcastChannel })).toBe(noTurns);
    expect(tabTurns('photos', 'alice', {})).toBe(noTurns);
    expect(tabTurns('photos', undefined, { navigator: {} })).toBe(noTurns);
  });

  it.each<readonly [string, TabEnvironment]>([
    ['forbidden locks', { navigator: { locks: forbidden } }],
    ['locks that throw at once', { navigator: { locks: worse } }],
    ['forbidden locks and channels', { navigator: { locks: forbidden }, BroadcastChannel: Forbidden }],
    [
      'channels that are forbidden',
      { navigator: { locks: new TestLocks().of('a') }, BroadcastChannel: Forbidden },
    ],
    ['no locks, and channels that are forbidden', { BroadcastChannel: Forbidden }],
  ])('with %s', async (_, environment) => {
    for (const shareAs of [undefined, newName()]) {
      const { ask, count } = server();
      const turns = tabTurns('photos', shareAs, environment);
      expect(await turns.take(ask, options())).toEqual(obtained(1));
      expect(await turns.take(ask, options())).toEqual(obtained(2));
      expect(count()).toBe(2);
    }
  });

  it.each<readonly [string, LockManager]>([
    ['forbidden', forbidden],
    ['that throw at once', worse],
  ])('with a channel but locks %s: others may be there, so they are asked', async (_, locks) => {
    const shareAs = newName();
    const { heard } = rawChannel(shareAs);
    const taken = tabTurns('photos', shareAs, { navigator: { locks }, BroadcastChannel }).take(
      server().ask,
      options(),
    );
    await vi.waitFor(() => expect(heard).toContain('wanted'));
    await vi.advanceTimersByTimeAsync(300);
    expect(await taken).toEqual(obtained(1));
  });

  it('with the platform of Node', async () => {
    const { ask, count } = server();
    expect(await tabTurns('photos', undefined).take(ask, options())).toEqual(obtained(1));
    expect(count()).toBe(1);
  });
});
