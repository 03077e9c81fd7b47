import { SignerError } from '../../model/errors.js';
import { isSecretHeader } from '../../signing/secret-headers.js';
import { lowerNames } from '../../signing/sorted-headers.js';
import { startTimeLimit, type TimeLimit } from '../../waiting/time-limit.js';
import { untilAborted } from '../../waiting/until-aborted.js';
import { redactCause } from '../redact-cause.js';
import type { SigningQuestion } from '../signing-question.js';
import { serverHeaderIssues } from './server-header-issues.js';
import { nameOfServer, type ServerHeaders, type SigningServer } from './signing-server.js';
import { wordsOfServer } from './words-of-server.js';

/** Ends every message: people look for the cause of a failed upload in the rules of the bucket first. */
export const NOT_THE_STORE = 'The store was not asked, so this is not its CORS configuration';

/** What is posted, and what of it must not show. */
export interface PostedQuestion {
  readonly question: SigningQuestion;
  /** As JSON can write it. */
  readonly body: unknown;
}

/**
 * Posts one question to the app's signing server.
 *
 * @param signal - Ends the call; its reason is what it rejects with.
 * @returns The answer's JSON. What it holds was not looked at.
 * @throws SignerError naming the server when it does not answer in time or at all, refuses, or answers no JSON. No error
 * holds what was sent in a header.
 */
export async function askSigningServer(
  server: SigningServer,
  posted: PostedQuestion,
  signal: AbortSignal,
): Promise<unknown> {
  const limit = startTimeLimit({ timeoutMs: server.timeoutMs, signal });
  try {
    const headers = await headersFor(server, limit);
    const call = { server, limit, sent: { url: server.url, headers: { ...secretsOf(posted), ...headers } } };
    const response = await reach(call, headers, posted.body);
    const text = await attempt(call, () => response.text());
    return readAnswer(call, response, text);
  } catch (error) {
    signal.throwIfAborted();
    if (limit.isUp()) throw failure(server, `gave no answer within ${server.timeoutMs} ms`);
    throw error;
  } finally {
    limit.end();
  }
}

/** One call, with what its errors must hide. */
interface Call {
  readonly server: SigningServer;
  readonly limit: TimeLimit;
  readonly sent: { readonly url: string; readonly headers: ServerHeaders };
}

function failure(server: SigningServer, what: string, options?: ErrorOptions): SignerError {
  return new SignerError(`${nameOfServer(server)} ${what}. ${NOT_THE_STORE}`, [], options);
}

async function headersFor({ headers }: SigningServer, { signal }: TimeLimit): Promise<ServerHeaders> {
  let given: unknown;
  try {
    given = await untilAborted((async () => headers())(), signal);
  } catch (error) {
    const cause = redactCause(error, { url: '', headers: {} }, []);
    throw new SignerError(`The headers for the signing server could not be had. ${NOT_THE_STORE}`, [], {
      cause,
    });
  }
  const issues = serverHeaderIssues(given);
  if (issues.length > 0) throw new SignerError('The headers for the signing server cannot be sent', issues);
  return lowerNames(given as ServerHeaders);
}

async function reach(call: Call, headers: ServerHeaders, body: unknown): Promise<Response> {
  const { server, limit } = call;
  const response = await attempt(call, () =>
    server.fetch(server.url, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      credentials: server.credentials,
      cache: 'no-store',
      // A stranger must not be handed what the headers hold.
      redirect: 'manual',
      signal: limit.signal,
    }),
  );
  if (response.type === 'opaqueredirect') {
    throw failure(server, 'redirects instead of signing, perhaps to a page for logging in');
  }
  return response;
}

/** Waits no longer than allowed, and says of a failure what it means. */
async function attempt<Result>(call: Call, run: () => Promise<Result>): Promise<Result> {
  const { server, limit, sent } = call;
  try {
    return await untilAborted(run(), limit.signal);
  } catch (error) {
    const cause = redactCause(error, sent, Object.keys(sent.headers));
    throw failure(server, 'could not be reached, or does not allow this origin', { cause });
  }
}

function readAnswer({ server, sent }: Call, response: Response, text: string): unknown {
  if (!response.ok) {
    const contentType = response.headers.get('content-type') ?? '';
    const said = wordsOfServer(text, contentType, Object.values(sent.headers));
    throw failure(
      server,
      `answered ${response.status} instead of a signature${said === '' ? '' : `: "${said}"`}`,
    );
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's message would quote it, and a signature may be in it.
    throw failure(server, `answered text of ${text.length} characters that is not JSON`);
  }
}

/** Headers of the question that hold a key: they are signed, so the server must have them, and nobody else. */
function secretsOf({ question }: PostedQuestion): ServerHeaders {
  if (question.form === 'form') return {};
  return Object.fromEntries(Object.entries(question.headers).filter(([name]) => isSecretHeader(name)));
}
