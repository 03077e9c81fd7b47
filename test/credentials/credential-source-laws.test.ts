import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../src/credentials/clock.js';
import { credentialSource } from '../../src/credentials/credential-source.js';
// Loaded already, as in a page where something failed before: then a failure takes no longer than a promise.
import '../../src/credentials/why-no-credentials.js';
import type { Credentials } from '../../src/model/credentials.js';
import { FIELDS, KEY } from './answers.js';
import { type Deferred, deferred, MINUTE, START, settled, sourceOptions } from './scene.js';

/** Something that happens to a source. */
type Step =
  | { readonly kind: 'get' | 'renew' | 'abort'; readonly which: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | {
      readonly kind: 'answer';
      readonly how: 'fresh' | 'same' | 'fails' | 'unreadable';
      readonly lifeMs: number;
    };

const which = fc.nat(7);
const lifeMs = fc.constantFrom(1, 5000, MINUTE, 60 * MINUTE);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('get', 'renew', 'abort'), which }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 9999, MINUTE, 50 * MINUTE) }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      how: fc.constantFrom('fresh', 'fresh', 'same', 'fails', 'unreadable'),
      lifeMs,
    }),
  },
);

interface Question extends Deferred<unknown> {
  readonly signal: AbortSignal;
  answered: boolean;
}

/** A source, the server behind it, and everybody who waits. */
class World {
  time = START;
  readonly questions: Question[] = [];
  readonly controllers: AbortController[] = [];
  /** What was given, and what of it the store has refused since. */
  readonly seen: Credentials[] = [];
  readonly refused = new Set<string>();
  last = { ...FIELDS, AccessKeyId: `${KEY}-0` };
  waiting = 0;
  /** Laws that were broken: told apart from what the source itself throws. */
  readonly faults: string[] = [];
  readonly source = credentialSource(
    ({ signal }) => {
      const question = { ...deferred<unknown>(), signal, answered: false };
      this.questions.push(question);
      // But for those that were given up.
      if (this.open().length > 1) this.faults.push('two questions at once');
      return question.promise;
    },
    { ...sourceOptions(createClock(() => new Date(this.time))), timeoutMs: Number.POSITIVE_INFINITY },
  );

  open(): Question[] {
    return this.questions.filter(({ answered, signal }) => !answered && !signal.aborted);
  }

  async watch(work: Promise<Credentials | undefined>, rejected?: Credentials): Promise<void> {
    this.waiting += 1;
    const refusedBefore = [...this.refused];
    try {
      const credentials = await work;
      if (credentials === undefined) return;
      const { accessKeyId, expiration = new Date(0) } = credentials;
      this.seen.push(credentials);
      if (expiration.getTime() <= this.time) this.faults.push('gave what has ended');
      if (accessKeyId === rejected?.accessKeyId) this.faults.push('renewed with the same');
      if (refusedBefore.includes(accessKeyId) && this.refused.has(accessKeyId))
        this.faults.push('gave what was refused');
    } catch (error) {
      const { name, code } = error as { readonly name: string; readonly code: unknown };
      if (code !== 'ERR_CREDENTIALS' && name !== 'AbortError') this.faults.push(`threw ${error}`);
    } finally {
      this.waiting -= 1;
    }
  }

  async take(given: Step): Promise<void> {
    if (given.kind === 'wait') this.time += given.ms;
    else if (given.kind === 'answer') this.answer(given.how, given.lifeMs);
    else if (given.kind === 'abort') this.controllers[given.which]?.abort();
    else this.ask(given.kind, given.which);
    await settled();
    expect(this.faults).toEqual([]);
  }

  ask(kind: 'get' | 'renew', index: number): void {
    const controller = new AbortController();
    this.controllers.push(controller);
    const { signal } = controller;
    if (kind === 'get') {
      this.watch(this.source.get({ signal }));
      return;
    }
    const rejected = this.seen[index];
    if (rejected === undefined) return;
    this.refused.add(rejected.accessKeyId);
    this.watch(this.source.renew(rejected, { signal }), rejected);
  }

  answer(how: 'fresh' | 'same' | 'fails' | 'unreadable', life: number): void {
    const question = this.open()[0];
    if (question === undefined) return;
    question.answered = true;
    if (how === 'fails') question.reject(new TypeError('Failed to fetch'));
    else if (how === 'unreadable') question.resolve({});
    else {
      const AccessKeyId = how === 'same' ? this.last.AccessKeyId : `${KEY}-${this.questions.length}`;
      this.last = { ...FIELDS, AccessKeyId, Expiration: new Date(this.time + life).toISOString() };
      // The server stands by them.
      this.refused.delete(AccessKeyId);
      question.resolve(this.last);
    }
  }
}

describe('whatever happens to a source', () => {
  it('it asks one question at a time, gives nothing that has ended or was refused, and lets nobody wait for ever', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const world = new World();
        for (const given of steps) await world.take(given);
        for (let turn = 0; turn < 5 && world.open().length > 0; turn += 1) {
          await world.take({ kind: 'answer', how: 'fresh', lifeMs: 60 * MINUTE });
        }
        expect(world.open()).toEqual([]);
        expect(world.waiting).toBe(0);
        // Nothing of it is left over: the next one is served.
        world.time += 120 * MINUTE;
        const next = world.source.get();
        await world.take({ kind: 'answer', how: 'fresh', lifeMs: 60 * MINUTE });
        expect((await next).accessKeyId).toBe(world.last.AccessKeyId);
      }),
    );
  });
});
