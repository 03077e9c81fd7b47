import { describe, expect, it, vi } from 'vitest';
import { letNodeEnd } from '../../src/waiting/let-node-end.js';
import { untilAborted } from '../../src/waiting/until-aborted.js';

const reason = new Error('enough');

describe('untilAborted', () => {
  it('is the work itself without a signal', () => {
    const work = Promise.resolve(1);
    expect(untilAborted(work, undefined)).toBe(work);
  });

  it('gives what the work gives, or why it failed', async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
    await expect(untilAborted(Promise.reject(reason), signal)).rejects.toBe(reason);
  });

  it('rejects with the signal’s reason as soon as it is aborted', async () => {
    const controller = new AbortController();
    const waiting = untilAborted(new Promise(() => undefined), controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(untilAborted(Promise.resolve(1), controller.signal)).rejects.toBe(reason);
  });

  it('leaves no rejection unhandled when the work fails later', async () => {
    let fail = (_: unknown): void => undefined;
    const work = new Promise((_, reject) => {
      fail = reject;
    });
    const waiting = untilAborted(work, AbortSignal.abort(reason));
    await expect(waiting).rejects.toBe(reason);
    fail(new Error('too late'));
    // The run fails for a rejection that nobody handles.
    await new Promise((resolve) => setImmediate(resolve));
  });

  it('leaves no listener on the signal', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    await untilAborted(Promise.resolve(1), signal);
    await untilAborted(Promise.reject(reason), signal).catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    const listeners = added.mock.calls.map(([, listener]) => listener);
    expect(listeners).toHaveLength(2);
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(listeners);
  });
});

describe('letNodeEnd', () => {
  it('lets go of a timer, and takes the number that a page has for one', () => {
    const timer = setTimeout(() => undefined, 60_000);
    letNodeEnd(timer);
    expect(timer.hasRef()).toBe(false);
    clearTimeout(timer);
    expect(() => letNodeEnd(5)).not.toThrow();
  });
});
