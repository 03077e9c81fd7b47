import type { SigningStore } from '../../src/stores/store.js';
import { answerSigningRequest } from '../../src/transport/answer-signing-request.js';
import type { Bucket } from '../../src/transport/bucket.js';

/** A question as a signing server gets it. */
export interface Asked {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A server that answers with `answer`, and what it was asked. */
export function serverWith(answer: (asked: Asked) => unknown): {
  readonly fetch: typeof fetch;
  readonly asked: Asked[];
} {
  const asked: Asked[] = [];
  return {
    asked,
    fetch: async (url, init = {}) => {
      const body: unknown = JSON.parse(String(init.body));
      const question = { url: String(url), init, headers: new Headers(init.headers), body };
      asked.push(question);
      const given = await answer(question);
      return given instanceof Response ? given : Response.json(given);
    },
  };
}

/** A server of this SDK that lets everything pass. */
export function ownServer(bucket: Bucket<SigningStore>): ReturnType<typeof serverWith> {
  return serverWith(({ body }) =>
    answerSigningRequest(bucket, body, () => true, {
      maxExpiresInSeconds: 604_800,
      dangerouslyAllowEndlessForms: true,
    }),
  );
}
