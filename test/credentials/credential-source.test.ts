import { describe, expect, it } from 'vitest';
import { credentialSource } from '../../src/credentials/credential-source.js';
import { CredentialsError, HttpError } from '../../src/model/errors.js';
import { FIELDS, KEY, SECRET, TOKEN } from './answers.js';

const START = Date.parse('2026-11-21T10:00:00Z');
const MINUTE = 60_000;

/** A clock to be moved, and a server whose answers live for so long and are counted. */
function scene(lifeMs: number) {
  const clock = { time: START };
  const asked: string[] = [];
  const answer = () => {
    const key = `${KEY}-${asked.length + 1}`;
    asked.push(key);
    return Promise.resolve({ ...FIELDS, AccessKeyId: key, Expiration: new Date(clock.time + lifeMs) });
  };
  return { clock, asked, answer, now: () => new Date(clock.time) };
}

describe('credentialSource with a function', () => {
  it('asks nothing before it is needed', () => {
    const { asked, answer, now } = scene(60 * MINUTE);
    credentialSource(answer, now);
    expect(asked).toEqual([]);
  });

  it('asks once however many wait', async () => {
    const { asked, answer, now } = scene(60 * MINUTE);
    const source = credentialSource(answer, now);
    const all = await Promise.all(Array.from({ length: 20 }, () => source()));
    expect(asked).toHaveLength(1);
    expect(new Set(all).size).toBe(1);
  });

  it('asks again only when less than five minutes are left', async () => {
    const { clock, asked, answer, now } = scene(60 * MINUTE);
    const source = credentialSource(answer, now);
    const first = await source();
    clock.time = START + 55 * MINUTE - 1;
    expect(await source()).toBe(first);
    clock.time = START + 55 * MINUTE;
    const renewed = await Promise.all([source(), source()]);
    expect(asked).toHaveLength(2);
    expect(renewed.map(({ accessKeyId }) => accessKeyId)).toEqual([`${KEY}-2`, `${KEY}-2`]);
    clock.time += 54 * MINUTE;
    await source();
    expect(asked).toHaveLength(2);
  });

  it('asks again after four fifths of a short life', async () => {
    const { clock, asked, answer, now } = scene(10 * MINUTE);
    const source = credentialSource(answer, now);
    await source();
    clock.time = START + 8 * MINUTE - 1;
    await source();
    expect(asked).toHaveLength(1);
    clock.time = START + 8 * MINUTE;
    await source();
    expect(asked).toHaveLength(2);
  });

  it('forgets a call that failed', async () => {
    const { answer, now } = scene(60 * MINUTE);
    let failures = 2;
    const source = credentialSource(() => {
      failures -= 1;
      if (failures >= 0) throw new TypeError('Failed to fetch');
      return answer();
    }, now);
    const both = await Promise.allSettled([source(), source()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(failures).toBe(1);
    await expect(source()).rejects.toThrow(CredentialsError);
    expect(await source()).toMatchObject({ accessKeyId: `${KEY}-1` });
  });

  it('forgets an answer that could not be read', async () => {
    const { answer, now } = scene(60 * MINUTE);
    const answers: (() => unknown)[] = [() => '<html>', () => ({}), answer];
    const source = credentialSource(() => answers.shift()?.(), now);
    await expect(source()).rejects.toThrow(CredentialsError);
    await expect(source()).rejects.toThrow(CredentialsError);
    expect(await source()).toMatchObject({ accessKeyId: `${KEY}-1` });
  });

  it('says that the function failed, with its own error as the cause', async () => {
    const cause = new TypeError('Failed to fetch');
    const source = credentialSource(
      () => Promise.reject(cause),
      () => new Date(START),
    );
    const error = await source().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CredentialsError);
    expect((error as CredentialsError).message).toContain('credentials function failed');
    expect((error as CredentialsError).cause).toBe(cause);
    expect((error as CredentialsError).issues).toEqual([]);
  });

  it('passes errors of this SDK through', async () => {
    const own = new HttpError({ method: 'GET', url: 'https://app.example/sts' }, 503, {
      kind: 'other',
      serviceCode: '',
      serviceMessage: '',
    });
    const source = credentialSource(
      () => Promise.reject(own),
      () => new Date(START),
    );
    await expect(source()).rejects.toBe(own);
  });

  it('wants a token and an end', async () => {
    const source = credentialSource(
      () => ({ accessKeyId: KEY, secretAccessKey: SECRET }),
      () => new Date(START),
    );
    await expect(source()).rejects.toMatchObject({
      issues: [{ path: 'credentials.securityToken' }, { path: 'credentials.expiration' }],
    });
  });
});

describe('credentialSource with a value', () => {
  const value = {
    accessKeyId: KEY,
    secretAccessKey: SECRET,
    securityToken: TOKEN,
    expiration: new Date(START + MINUTE),
  };

  it('gives it as long as it is good', async () => {
    const clock = { time: START };
    const source = credentialSource(value, () => new Date(clock.time));
    expect(await source()).toEqual(value);
    clock.time = START + MINUTE;
    await expect(source()).rejects.toMatchObject({ issues: [{ code: 'expired' }] });
  });

  it('takes long-lived keys', async () => {
    const keys = { accessKeyId: KEY, secretAccessKey: SECRET };
    expect(await credentialSource(keys, () => new Date(START))()).toEqual(keys);
  });
});

describe('credentialSource and an aborted signal', () => {
  const reason = new DOMException('enough', 'AbortError');

  it('asks nothing when it is aborted already', async () => {
    const { asked, answer, now } = scene(60 * MINUTE);
    const source = credentialSource(answer, now);
    await expect(source({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(asked).toEqual([]);
    const value = { accessKeyId: KEY, secretAccessKey: SECRET };
    const ofValue = credentialSource(value, now);
    await expect(ofValue({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('ends the waiting of one, and goes on for the others', async () => {
    const { asked, answer, now } = scene(60 * MINUTE);
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const source = credentialSource(() => gate.then(answer), now);
    const controller = new AbortController();
    const impatient = source({ signal: controller.signal });
    const patient = source();
    controller.abort(reason);
    await expect(impatient).rejects.toBe(reason);
    go();
    expect(await patient).toMatchObject({ accessKeyId: `${KEY}-1` });
    expect(await source()).toBe(await patient);
    expect(asked).toHaveLength(1);
  });

  it('asks anew after all have given up on a server that hangs', async () => {
    const { answer, now } = scene(60 * MINUTE);
    let calls = 0;
    const source = credentialSource(() => {
      calls += 1;
      return calls === 1 ? new Promise(() => {}) : answer();
    }, now);
    const both = [source({ signal: AbortSignal.timeout(5) }), source({ signal: AbortSignal.timeout(10) })];
    const ended = await Promise.allSettled(both);
    expect(ended).toMatchObject([{ reason: { name: 'TimeoutError' } }, { reason: { name: 'TimeoutError' } }]);
    expect(await source()).toMatchObject({ accessKeyId: `${KEY}-1` });
    expect(calls).toBe(2);
  });

  it('leaves no listener on the signal', async () => {
    const { clock, answer, now } = scene(60 * MINUTE);
    const source = credentialSource(answer, now);
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    for (let turn = 0; turn < 3; turn += 1) {
      await source({ signal });
      clock.time += 60 * MINUTE;
    }
    await Promise.resolve();
    expect(listeners).toBe(0);
  });
});

describe('a renewal that fails', () => {
  function failingAfterOne() {
    const { clock, answer, now } = scene(60 * MINUTE);
    const failures: (() => unknown)[] = [];
    let calls = 0;
    const source = credentialSource(() => {
      calls += 1;
      return calls === 1 ? answer() : (failures.shift() ?? answer)();
    }, now);
    return { clock, source, failures, calls: () => calls };
  }
  const unreachable = () => Promise.reject(new TypeError('Failed to fetch'));

  it('gives the old credentials while they are valid, and asks again the next time', async () => {
    const { clock, source, failures, calls } = failingAfterOne();
    failures.push(unreachable, () => '<html>');
    const first = await source();
    clock.time = START + 56 * MINUTE;
    expect(await source()).toBe(first);
    expect(await source()).toBe(first);
    expect(calls()).toBe(3);
    expect(await source()).toMatchObject({ accessKeyId: `${KEY}-2` });
  });

  it('is told when they have ended', async () => {
    const { clock, source, failures } = failingAfterOne();
    failures.push(unreachable);
    await source();
    clock.time = START + 60 * MINUTE;
    await expect(source()).rejects.toThrow(CredentialsError);
  });
});

describe('a function whose answer is not JSON', () => {
  it('shows nothing of it', async () => {
    const source = credentialSource(
      () => JSON.parse('{"SecretAccessKey":fixtureSecret}'),
      () => new Date(),
    );
    const error = await source().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'ERR_CREDENTIALS' });
    expect(`${error} ${(error as Error).cause} ${(error as Error).stack}`).not.toContain('fixtureSecret');
  });
});
