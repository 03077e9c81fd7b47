import { copyError } from '../model/copy-error.js';
import type { Credentials } from '../model/credentials.js';
import { CredentialsError, isBucketPreflightError } from '../model/errors.js';
import { hideLikelySecrets } from '../model/hide-likely-secrets.js';
import { startTimeLimit } from '../waiting/time-limit.js';
import { untilAborted } from '../waiting/until-aborted.js';
import { type Clock, learnIfOff } from './clock.js';
import { dateHeader } from './date-header.js';
import { loadWhyNone } from './load-why-none.js';
import { areLongLived, LONG_LIVED_KEYS } from './long-lived-keys.js';
import { type CredentialNeeds, readCredentialFields } from './read-credential-fields.js';
import { unwrapStsAnswer } from './unwrap-sts-answer.js';

/**
 * Asks the app's own server and returns what its STS answered: an object, JSON or XML text, or the `Response` itself, whose
 * `Date` header then also tells how far the clock here is off.
 *
 * @param options.signal - Aborts when the time is up, and when nobody waits any more: hand it to `fetch`.
 */
export type AskForCredentials = (options: { readonly signal: AbortSignal }) => unknown;

/** What goes with a question for credentials. */
export interface AskOptions {
  /** Learns from the `Date` header of a `Response`. */
  readonly clock: Clock;
  readonly needs: CredentialNeeds;
  /** How long the answer may take, its body included. */
  readonly timeoutMs: number;
  /** Ends the question, with its reason. */
  readonly signal: AbortSignal;
}

const NOT_CORS = 'The store was not asked, so this is not its CORS configuration';

/**
 * Calls the app's function and reads what it returns.
 *
 * @throws CredentialsError when it throws, takes too long, or what it returns are no credentials, or such as have ended by a clock
 * that somebody told. By the clock of the platform alone it does not say so, which may be off. An
 * error of this SDK that it throws passes through, as does the reason of the signal.
 */
export async function askForCredentials(ask: AskForCredentials, options: AskOptions): Promise<Credentials> {
  const { clock, needs, timeoutMs, signal } = options;
  signal.throwIfAborted();
  const limit = startTimeLimit({ timeoutMs, signal });
  const askedAt = clock.now();
  const read = async (): Promise<Credentials> => {
    const answer = await ask({ signal: limit.signal });
    const { text, isTimeTold } = isResponse(answer)
      ? await readResponse(answer, clock, askedAt)
      : { text: answer, isTimeTold: false };
    // By a clock that is ahead what has just come seems to have ended. Where nobody told the time, that is for the store to
    // say, which tells it then.
    const isClockKnown = isTimeTold || clock.offsetMs() !== 0;
    const credentials = await readAnswer(text, isClockKnown ? clock.now() : EARLIEST, needs);
    learnFromStart(clock, credentials);
    return credentials;
  };
  try {
    // A function that does not hand the signal on may hang for ever.
    return await untilAborted(read(), limit.signal);
  } catch (error) {
    signal.throwIfAborted();
    if (isBucketPreflightError(error)) throw error;
    const why = limit.isUp() ? `gave nothing within ${timeoutMs} ms` : 'failed';
    throw new CredentialsError(
      `The credentials function ${why}: look at the server that it asks. ${NOT_CORS}`,
      [],
      { cause: withoutSecrets(error) },
    );
  } finally {
    limit.end();
  }
}

const EARLIEST = new Date(0);

/** Keys that last are refused in the words that `createBucket()` has for them, not as temporary ones that lack something. */
async function readAnswer(answer: unknown, now: Date, needs: CredentialNeeds): Promise<Credentials> {
  const unwrapped = await unwrapStsAnswer(answer);
  const read = readCredentialFields(unwrapped, now, needs);
  if (read.credentials !== undefined) return read.credentials;
  const any = needs === 'temporary' ? readCredentialFields(unwrapped, now, 'any').credentials : undefined;
  const issues = any !== undefined && areLongLived(any) ? [LONG_LIVED_KEYS] : read.issues;
  throw new CredentialsError('The credentials cannot be used', issues);
}

/** Tencent tells when credentials began, by its own clock, which is about now. */
function learnFromStart(clock: Clock, { startTime, expiration }: Credentials): void {
  if (startTime === undefined || expiration === undefined || expiration > clock.now()) return;
  clock.learn(startTime, 'app');
}

/** Also one of another realm, or of a package that has its own. */
function isResponse(answer: unknown): answer is Response {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'headers' in answer &&
    typeof Reflect.get(answer, 'text') === 'function'
  );
}

/** What a server answered. */
interface ServerAnswer {
  readonly text: string;
  /** Whether it told the time, and so whether the clock can be trusted. */
  readonly isTimeTold: boolean;
}

async function readResponse(response: Response, clock: Clock, askedAt: Date): Promise<ServerAnswer> {
  const { ok, status, url, headers } = response;
  if (!ok) {
    const where = url ? ` at ${url.split(/[?#]/, 1)[0]}` : '';
    const { errorToldBy } = await loadWhyNone();
    const code = await response.text().then(errorToldBy);
    const what = code === undefined ? status : `${status}, error ${code},`;
    throw new CredentialsError(`The server${where} answered ${what} instead of credentials. ${NOT_CORS}`, []);
  }
  // Before the credentials are read: by a clock that is far ahead they would seem to have ended.
  const serverTime = dateHeader(headers);
  if (serverTime !== undefined) learnIfOff(clock, serverTime, askedAt);
  return { text: await response.text(), isTimeTold: serverTime !== undefined };
}

/** What fails to read JSON quotes it, and clients hang whole answers on their errors: here they hold a secret. */
function withoutSecrets(error: unknown): unknown {
  const isQuote = error instanceof Error && error.name === 'SyntaxError';
  if (isQuote) return new SyntaxError('The answer is not JSON; it is not shown');
  return copyError(error, hideLikelySecrets);
}
