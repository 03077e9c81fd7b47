import type { Diagnosis, Evidence } from '../../model/diagnosis.js';
import { preflightCommand, readCommand, WITH_COOKIES } from '../decide-command.js';
import { harmlessUrl, type Subject } from '../harmless-url.js';
import type { Probe } from '../page.js';
import { viaOnce } from '../via-once.js';
import { lookAt } from './look-at.js';

type Finding = Pick<Diagnosis, 'code' | 'stage' | 'confidence' | 'undecided' | 'conflicts'>;

/**
 * Asks for what passes without cookies once more with them, as the page sends it. Where that is refused each of three times,
 * it is for the cookies; and where the origin `null` passes, most likely because every origin does.
 *
 * @param make - Makes a fresh probe that passes without cookies.
 * @param isSeen - Whether it was seen to pass; else it is sent once more without cookies, where it is refused with them.
 * @returns `null`: it passes with cookies too, or it cannot be told.
 * @see https://fetch.spec.whatwg.org/#cors-protocol-and-credentials
 */
export async function checkCredentialsMode(
  stage: Subject,
  sent: Diagnosis['request'],
  make: () => Promise<Probe>,
  isSeen: boolean,
  note: (evidence: Evidence) => void,
): Promise<Finding | null> {
  const { page } = stage;
  const { method } = sent;
  const send = async (withCredentials: boolean): Promise<boolean | null> => {
    const { headers, ...probe } = await make();
    const { kind, answer, durationMs } = await page.sendOnce({ ...probe, headers, withCredentials });
    const passed =
      kind === 'answer' || kind === 'redirect' ? true : kind === 'failed' || kind === 'hidden' ? false : null;
    const status = answer === null ? {} : { status: answer.status };
    const names = headers.map(([name]) => name);
    const what = withCredentials ? 'cookies' : 'preflight';
    note({ kind: what, method, headers: names, passed, via: viaOnce(kind), durationMs, ...status });
    return passed;
  };
  if ((await send(true)) !== false) return null;
  const again = await Promise.all([true, true, ...(isSeen ? [] : [false])].map(send));
  if (again.some((passed, at) => passed !== at > 1)) return null;
  const look = await lookAt(page);
  const fromNull =
    (await look?.sendFromNull({ method: 'GET', url: harmlessUrl(stage, 'GET'), mode: 'cors' })) ?? null;
  if (fromNull === 'answer' || fromNull === 'failed') {
    const passed = fromNull === 'answer';
    const via = passed ? 'readable' : 'error';
    note({ kind: 'preflight', method: 'GET', headers: [], passed, via, origin: 'null' });
  }
  const [code, other] =
    fromNull === 'answer'
      ? (['pre.cred-wildcard', 'pre.cred-missing'] as const)
      : (['pre.cred-missing', 'pre.cred-wildcard'] as const);
  return {
    code,
    stage: sent.needsPreflight ? 'preflight' : 'response',
    confidence: 'strong',
    undecided: {
      candidates: [code, other],
      command:
        (sent.needsPreflight
          ? preflightCommand(sent)
          : readCommand({ url: harmlessUrl(stage, method), origin: sent.origin })) + WITH_COOKIES,
    },
    conflicts: [],
  };
}
