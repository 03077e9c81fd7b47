import { ConfigError, SignerError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import type { SigningStore } from '../stores/store.js';
import type { Bucket } from './bucket.js';
import { callIssues } from './check-call.js';
import { checkSigningQuestion } from './check-signing-question.js';
import type { ObjectRequest } from './object-request.js';
import { presignUrl, signForm, signRequest } from './sign-request.js';
import type { HeadersQuestion, SigningAnswer, SigningQuestion, UrlQuestion } from './signing-question.js';

/**
 * Decides whether a request may be signed. Only `true` lets it pass.
 *
 * @param question - What is asked for, checked: the method in capitals, the names of headers lower-case. Look at all of it:
 * the query and some headers make another request of it, and conditions may let more fields through than are named.
 */
export type AllowSigning = (question: SigningQuestion) => boolean | Promise<boolean>;

/** What goes with the answer to a question. */
export interface AnswerOptions {
  /** How long a URL or a form may work. Default 3,600. */
  readonly maxExpiresInSeconds?: number;
  /**
   * Lets forms be signed whose signature has no end, as on QingStor: whoever has one can use it until the access key is
   * replaced, whatever `expiresInSeconds` says. Default `false`: they are refused.
   */
  readonly dangerouslyAllowEndlessForms?: boolean;
}

const OPTIONS = ['maxExpiresInSeconds', 'dangerouslyAllowEndlessForms'];

/**
 * What the app's own server does with a question of `remoteSigner()`: checks it, asks the app whether it may be signed,
 * and signs it as the bucket signs. Runs wherever the keys are, as in Node; sends nothing to the store.
 *
 * @param bucket - That of the server, with its credentials.
 * @param question - The JSON of the request's body, parsed. Whatever it is, it is checked.
 * @param allow - Who asks is for the app to know: look at its session, and then at the key and the rest.
 * @param options.maxExpiresInSeconds - How long a URL or a form may work. Default 3,600.
 * @param options.dangerouslyAllowEndlessForms - Whether forms are signed whose signature has no end, as on QingStor. Default
 * `false`.
 * @returns What to answer with, in JSON: `{ url, headers }`, `{ url, headers, expiresAt }`, or for a form
 * `{ url, fields, expiresAt, warnings }`.
 * @throws ConfigError listing everything in the question that cannot be right: answer 400; or in the other arguments, which
 * shows at the first question. SignerError when the app does
 * not allow it: answer 403. UnsupportedError for a key that no browser can address, and for a form on a store that takes
 * none: 400. CredentialsError when the server's own credentials cannot be had: 500.
 * @example
 * ```ts
 * import { answerSigningRequest, type Bucket, type SigningStore } from 'bucket-preflight';
 *
 * export const sign = (bucket: Bucket<SigningStore>, body: string, userId: string) =>
 *   answerSigningRequest(bucket, JSON.parse(body), (question) =>
 *     question.form === 'url' && question.method === 'PUT' && question.key.startsWith(`users/${userId}/`) &&
 *     Object.keys({ ...question.query, ...question.headers }).every((name) => name === 'content-type'));
 * ```
 */
export async function answerSigningRequest(
  bucket: Bucket<SigningStore>,
  question: unknown,
  allow: AllowSigning,
  options: AnswerOptions = {},
): Promise<SigningAnswer> {
  const issues = [...callIssues(bucket, options, OPTIONS), ...allowIssues(allow)];
  if (issues.length > 0) throw new ConfigError('No request can be signed', issues);
  const checked = checkSigningQuestion(bucket, question);
  checkLife(checked, options.maxExpiresInSeconds ?? MAX_SECONDS);
  if (options.dangerouslyAllowEndlessForms !== true) checkEnd(bucket, checked);
  if ((await allow(checked)) !== true) {
    const { form, method, key } = checked;
    throw new SignerError(`The app does not allow to sign ${method} ${showValue(key)} (${form})`);
  }
  return sign(bucket, checked);
}

function allowIssues(allow: unknown): Issue[] {
  if (typeof allow === 'function') return [];
  const message =
    'must be a function that says whether a question may be answered: without one everybody could sign';
  return [
    { code: allow === undefined ? 'missing' : 'invalid', path: 'allow', value: showValue(allow), message },
  ];
}

/** An hour. The page chooses how long a URL works, and this how long it may. */
const MAX_SECONDS = 3600;

function checkLife(question: SigningQuestion, maxSeconds: number): void {
  if (question.form === 'headers' || question.expiresInSeconds <= maxSeconds) return;
  const value = showValue(question.expiresInSeconds);
  const message = `must be at most ${maxSeconds}: this server signs for no longer`;
  throw new ConfigError('What the page asks for cannot be signed', [
    { code: 'limit', path: 'expiresInSeconds', value, message },
  ]);
}

/** Neither the page nor this server could limit what it gives away. */
function checkEnd({ store }: Bucket<SigningStore>, { form }: SigningQuestion): void {
  if (form !== 'form' || store.signer.areFormsEndless !== true) return;
  const message = `must not be "form": forms of ${store.title} have no end. Ask for a URL for a PUT, or have this server allow it by dangerouslyAllowEndlessForms`;
  throw new ConfigError('What the page asks for cannot be signed', [
    { code: 'dangerous', path: 'form', value: showValue(form), message },
  ]);
}

async function sign(bucket: Bucket<SigningStore>, question: SigningQuestion): Promise<SigningAnswer> {
  switch (question.form) {
    case 'headers': {
      const { url, headers } = await signRequest(bucket, requestOf(question));
      return { url, headers };
    }
    case 'url': {
      const { expiresInSeconds } = question;
      const { url, headers, expiresAt } = await presignUrl(bucket, requestOf(question), { expiresInSeconds });
      return { url, headers, expiresAt: expiresAt.toISOString() };
    }
    case 'form': {
      const { key, fields, conditions, expiresInSeconds } = question;
      const signed = await signForm(bucket, { key, fields, conditions }, { expiresInSeconds });
      return { ...signed, expiresAt: signed.expiresAt?.toISOString() ?? null };
    }
  }
}

function requestOf({ method, key, query, headers }: HeadersQuestion | UrlQuestion): ObjectRequest {
  return { method, key, query, headers };
}
