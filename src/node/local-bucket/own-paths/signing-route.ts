import { createBucket } from '../../../client/create-bucket.js';
import { BucketPreflightError } from '../../../model/errors.js';
import type { SigningStore } from '../../../stores/store.js';
import { answerSigningRequest } from '../../../transport/answer-signing-request.js';
import type { Bucket } from '../../../transport/bucket.js';
import { isPlainObject } from '../../../transport/is-plain-object.js';
import { headerOf } from '../exchange.js';
import type { RootCredentials } from '../options.js';
import { answerQingstorQuestion } from './answer-qingstor-question.js';
import { jsonAnswer, type OwnRoute } from './own-request.js';

/** What a signature server signs with. */
export interface SigningPlace {
  readonly store: SigningStore;
  readonly region: string;
  readonly rootCredentials: RootCredentials;
  readonly now: () => Date;
}

/**
 * A signature server, as the backend of a page on a store without an STS has one: answers what `remoteSigner()` asks, and
 * what the JavaScript SDK of QingStor asks. It signs whatever it is asked for.
 */
export function signingRoute({ store, region, rootCredentials, now }: SigningPlace): OwnRoute {
  return async ({ head, body }) => {
    if (head.method !== 'POST') return jsonAnswer(405, { error: 'It takes POST.' });
    const bucketNamed = (bucket: string, endpoint: string): Bucket<SigningStore> =>
      createBucket({
        store,
        region,
        bucket,
        endpoint,
        addressing: 'path',
        credentials: rootCredentials,
        now,
      });
    try {
      const question: unknown = JSON.parse(Buffer.from(body).toString());
      if (!isPlainObject(question)) return jsonAnswer(400, { error: 'The question is no object.' });
      // Whoever asks has the server's address already.
      const endpoint = `http://${headerOf(head, 'host') ?? ''}`;
      if (question.form === undefined && typeof question.path === 'string') {
        return jsonAnswer(
          200,
          await answerQingstorQuestion(question, (name) => bucketNamed(name, endpoint), now()),
        );
      }
      const bucket = bucketNamed(String(question.bucket), endpoint);
      return jsonAnswer(200, await answerSigningRequest(bucket, question, () => true));
    } catch (error) {
      if (error instanceof BucketPreflightError) return jsonAnswer(400, { error: error.message });
      if (error instanceof SyntaxError) return jsonAnswer(400, { error: 'The question is no JSON.' });
      throw error;
    }
  };
}
