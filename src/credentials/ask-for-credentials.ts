import type { Credentials } from '../model/credentials.js';
import { CredentialsError, isBucketPreflightError } from '../model/errors.js';
import { startTimeLimit } from '../waiting/time-limit.js';
import { untilAborted } from '../waiting/until-aborted.js';
import { type Clock, learnIfOff } from './clock.js';
import { dateHeader } from './date-header.js';
import { type CredentialNeeds, readCredentials } from './read-credentials.js';
import { errorToldBy } from './unwrap-sts-answer.js';

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
 * @throws CredentialsError when it throws, takes too long, or what it returns are no credentials that are valid now. An
 * error of this SDK that it throws passes through, as does the reason of the signal.
 */
export async function askForCredentials(ask: AskForCredentials, options: AskOptions): Promise<Credentials> {
  const { clock, needs, timeoutMs, signal } = options;
  signal.throwIfAborted();
  const limit = startTimeLimit({ timeoutMs, signal });
  const askedAt = clock.now();
  const read = async (): Promise<Credentials> => {
    const answer = await ask({ signal: limit.signal });
    const text = isResponse(answer) ? await readResponse(answer, clock, askedAt) : answer;
    return readCredentials(text, clock.now(), needs);
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
      { cause: withoutQuote(error) },
    );
  } finally {
    limit.end();
  }
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

async function readResponse(response: Response, clock: Clock, askedAt: Date): Promise<string> {
  const { ok, status, url, headers } = response;
  if (!ok) {
    const where = url ? ` at ${url.split(/[?#]/, 1)[0]}` : '';
    const code = await response.text().then(errorToldBy);
    const what = code === undefined ? status : `${status}, error ${code},`;
    throw new CredentialsError(`The server${where} answered ${what} instead of credentials. ${NOT_CORS}`, []);
  }
  // Before the credentials are read: by a clock that is far ahead they would seem to have ended.
  const serverTime = dateHeader(headers);
  if (serverTime !== undefined) learnIfOff(clock, serverTime, askedAt);
  return response.text();
}

/** What fails to read JSON quotes it, and here it holds a secret. */
function withoutQuote(error: unknown): unknown {
  return error instanceof SyntaxError ? new SyntaxError('The answer is not JSON; it is not shown') : error;
}
