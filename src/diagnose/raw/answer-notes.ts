import type { CorsVerdict } from '../../fetch-standard/cors-verdict.js';
import type { DiagnosisNote, SentRequest } from '../../model/diagnosis.js';
import type { RawExchange } from './raw-exchange.js';
import { headerOf } from './raw-finding.js';

/** Headers of answers that apps look for, or support asks for. */
const WANTED =
  /^(etag|content-range|accept-ranges|x-(amz|oss|cos|qs|goog)-(request-id|version-id|hash-crc64ecma|trace-id|meta-[\w-]+))$/;
/** What the engine that keeps permissions longest keeps at most. */
const MOST_SECONDS = 86_400;
/** Below this, a permission is asked for so often that it is felt. */
const FEW_SECONDS = 60;
const DEFAULT_SECONDS = 5;

/** What is worth knowing of the answers beside the verdict. Pure. */
export function answerNotes(exchange: RawExchange, verdict: CorsVerdict, sent: SentRequest): DiagnosisNote[] {
  const notes: DiagnosisNote[] = [];
  const { preflight, response } = exchange;
  if (verdict.allowed === true) {
    if (verdict.notes.includes('authorization-under-star'))
      notes.push({ code: 'pre.authz-star', value: 'authorization' });
    const hidden = (response?.headers ?? [])
      .map(([name]) => name.toLowerCase())
      .filter((name) => WANTED.test(name) && !verdict.readableHeaders.includes(name));
    if (hidden.length > 0) notes.push({ code: 'act.expose', value: [...new Set(hidden)].sort().join(', ') });
  }
  if (
    preflight?.response != null &&
    (verdict.allowed || (verdict.allowed === false && verdict.blockedAt !== 'preflight'))
  ) {
    const given = headerOf(preflight.response, 'access-control-max-age');
    const seconds = /^\d+$/.test(given) ? Number(given) : null;
    if (seconds === null)
      notes.push({ code: 'cache.max-age', value: given === '' ? String(DEFAULT_SECONDS) : '0' });
    else if (seconds < FEW_SECONDS) notes.push({ code: 'cache.max-age', value: String(seconds) });
    else if (seconds > MOST_SECONDS) notes.push({ code: 'cache.max-age', value: String(MOST_SECONDS) });
  }
  const isDone = response != null && response.status >= 200 && response.status < 300;
  const isRefusedThere = verdict.allowed === false && verdict.blockedAt === 'response';
  if (
    isDone &&
    isRefusedThere &&
    sent.method !== 'GET' &&
    sent.method !== 'HEAD' &&
    exchange.servedBy !== 'service-worker'
  ) {
    notes.push({ code: 'act.executed', value: sent.method });
  }
  return notes;
}
