interface Request {
  readonly name: string;
  readonly mode: LockMode;
  readonly clientId: string;
  readonly grant: () => void;
}

/**
 * Web Locks for tests in Node, which has none: one for all tabs of an origin, `of()` for each tab. As the standard has it, of
 * what it has: queues by name in the order of asking, shared and exclusive locks, signals, and queries.
 *
 * @see https://w3c.github.io/web-locks/#algorithms
 */
export class TestLocks {
  #held: Request[] = [];
  #pending: Request[] = [];

  /** The names of all locks that are held now, in order. */
  heldNames(): string[] {
    return this.#held.map(({ name }) => name);
  }

  /** What a tab of that name sees as `navigator.locks`. */
  of(clientId: string): LockManager {
    const request = <Value>(
      name: string,
      optionsOrCallback: LockOptions | LockGrantedCallback<Value>,
      callback?: LockGrantedCallback<Value>,
    ) => {
      const [options, granted] =
        typeof optionsOrCallback === 'function' ? [{}, optionsOrCallback] : [optionsOrCallback, callback];
      if (granted === undefined) throw new TypeError('a callback is needed');
      return this.#request(name, options, granted, clientId);
    };
    const show = ({ name, mode, clientId: holder }: Request): LockInfo => ({ name, mode, clientId: holder });
    const query = async (): Promise<LockManagerSnapshot> => ({
      held: this.#held.map(show),
      pending: this.#pending.map(show),
    });
    return { request: request as LockManager['request'], query };
  }

  async #request<Value>(
    name: string,
    { mode = 'exclusive', signal }: LockOptions,
    callback: LockGrantedCallback<Value>,
    clientId: string,
  ): Promise<Awaited<Value>> {
    signal?.throwIfAborted();
    const request = await new Promise<Request>((resolve, reject) => {
      const asked: Request = { name, mode, clientId, grant: () => resolve(asked) };
      this.#pending.push(asked);
      // Once it is granted, the signal means nothing any more.
      signal?.addEventListener('abort', () => {
        if (!this.#pending.includes(asked)) return;
        this.#pending = this.#pending.filter((other) => other !== asked);
        reject(signal.reason);
        this.#process();
      });
      queueMicrotask(() => this.#process());
    });
    try {
      return await callback({ name, mode } as Lock);
    } finally {
      this.#held = this.#held.filter((other) => other !== request);
      this.#process();
    }
  }

  #process(): void {
    const blocked = new Set<string>();
    for (const request of [...this.#pending]) {
      const others = this.#held.filter(({ name }) => name === request.name);
      const isFree =
        request.mode === 'shared' ? others.every(({ mode }) => mode === 'shared') : others.length === 0;
      if (!isFree || blocked.has(request.name)) {
        blocked.add(request.name);
        continue;
      }
      this.#pending = this.#pending.filter((other) => other !== request);
      this.#held.push(request);
      request.grant();
    }
  }
}
