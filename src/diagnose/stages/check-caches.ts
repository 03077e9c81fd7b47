import type { Diagnosis, Evidence, SentRequest } from '../../model/diagnosis.js';
import { readCommand } from '../decide-command.js';
import type { CacheUse, OnceOutcome, Page } from '../page.js';
import { viaOnce } from '../via-once.js';

type Finding = Pick<Diagnosis, 'code' | 'stage' | 'confidence' | 'undecided'>;

/**
 * Looks for a cache that gives an old answer without CORS headers. To be asked of a reading request that passes with a
 * fresh query: what then fails is the address itself. It is read without a signature, as a cache that answers does not ask
 * for one; nothing of a body is loaded.
 *
 * Sends one request where nothing is wrong, and six at most: what gets lost looks like what is refused.
 *
 * @returns `null`: no cache is in the way, or it cannot be told. Never proof: a cache in front of the store may heed the
 * `Cache-Control` that a browser sends along when it passes by its own.
 * @see https://fetch.spec.whatwg.org/#concept-request-cache-mode
 */
export async function checkCaches(
  page: Required<Pick<Page, 'readAddress'>>,
  sent: SentRequest,
  note: (evidence: Evidence) => void,
): Promise<Finding | null> {
  const read = async (use: CacheUse): Promise<OnceOutcome> => {
    const outcome = await page.readAddress(sent.method, sent.url, use);
    const { kind, answer, durationMs } = outcome;
    const passed = kind === 'answer' ? true : kind === 'failed' ? false : null;
    const status = answer === null ? {} : { status: answer.status };
    note({ kind: use, method: sent.method, headers: [], passed, via: viaOnce(kind), durationMs, ...status });
    return outcome;
  };
  const first = await read('kept');
  if (first.kind !== 'failed') return null;
  const [fresh, ...kept] = await Promise.all([read('fresh'), read('kept'), read('kept')]);
  if (kept.some(({ kind }) => kind !== 'failed')) return null;
  if (fresh.kind === 'answer') return finding('cache.http-poison', sent);
  const again = await Promise.all([read('fresh'), read('fresh')]);
  if (again.some(({ kind }) => kind === 'answer')) return finding('cache.http-poison', sent);
  const isRefused = [fresh, ...again].every(({ kind }) => kind === 'failed');
  return isRefused ? finding('cache.cdn-poison', sent) : null;
}

function finding(code: 'cache.http-poison' | 'cache.cdn-poison', sent: SentRequest): Finding {
  const others = { 'cache.http-poison': 'cache.cdn-poison', 'cache.cdn-poison': 'act.no-acao' } as const;
  const undecided = { candidates: [code, others[code]], command: readCommand(sent) };
  return { code, stage: 'response', confidence: 'strong', undecided };
}
