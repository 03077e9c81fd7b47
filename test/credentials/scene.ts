import type { AskForCredentials } from '../../src/credentials/ask-for-credentials.js';
import { type Clock, createClock } from '../../src/credentials/clock.js';
import {
  type CredentialSource,
  credentialSource,
  type SourceOptions,
} from '../../src/credentials/credential-source.js';
import { noTurns } from '../../src/credentials/turns.js';
import { FIELDS, KEY } from './answers.js';

export const START: number = Date.parse('2026-11-21T10:00:00Z');
export const MINUTE = 60_000;

/** A clock to be moved, and a server whose answers are numbered. */
export interface Scene {
  readonly platform: { time: number };
  readonly clock: Clock;
  /** How often the server was asked. */
  readonly count: () => number;
  /** What the server does when it is asked next, one each. Where there is none, it answers. */
  readonly behaviours: AskForCredentials[];
  /** The server's usual answer: credentials of that number that live from now on. */
  readonly answer: (number: number) => typeof FIELDS;
  readonly source: CredentialSource;
}

/** @param lifeMs - How long credentials live that the server gives. */
export function scene(lifeMs: number = 60 * MINUTE, options: Partial<SourceOptions> = {}): Scene {
  const platform = { time: START };
  const clock = createClock(() => new Date(platform.time));
  const behaviours: AskForCredentials[] = [];
  let count = 0;
  const answer = (number: number) => ({
    ...FIELDS,
    AccessKeyId: keyId(number),
    Expiration: new Date(platform.time + lifeMs).toISOString(),
  });
  const ask: AskForCredentials = async (how) => {
    count += 1;
    const behave = behaviours.shift();
    return behave === undefined ? answer(count) : behave(how);
  };
  const source = credentialSource(ask, { ...sourceOptions(clock), ...options });
  return { platform, clock, count: () => count, behaviours, answer, source };
}

/** The key id of the server's answer of that number, counted from 1. */
export function keyId(number: number): string {
  return `${KEY}-${number}`;
}

/** Options under which nothing is random, and there are no other tabs. */
export function sourceOptions(clock: Clock): SourceOptions {
  return {
    clock,
    needs: 'temporary',
    refreshBeforeSeconds: 300,
    timeoutMs: 30_000,
    random: () => 0,
    turns: noTurns,
    prepare: async () => undefined,
  };
}

/** A promise that the test settles. */
export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: unknown) => void;
}

export function deferred<Value = void>(): Deferred<Value> {
  let resolve: Deferred<Value>['resolve'] = () => undefined;
  let reject: Deferred<Value>['reject'] = () => undefined;
  const promise = new Promise<Value>((onValue, onReason) => {
    resolve = onValue;
    reject = onReason;
  });
  return { promise, resolve, reject };
}

/** Until everything has happened that waits for nothing but promises. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
