import { headerOf, type ReadAnswer } from '../../diagnose/raw/raw-finding.js';
import type { Diagnosis } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';

/** Answers to what is no preflight, sent beside a refused one. `null`: none came, or it was not sent. */
export interface LooksBeside {
  /** To an OPTIONS that names no origin, so that no rule can allow it. */
  readonly noOrigin: ReadAnswer | null;
  /** To an OPTIONS that asks for no method. */
  readonly noMethod: ReadAnswer | null;
  /** To a HEAD with the page's origin. */
  readonly head: ReadAnswer | null;
}

/** Parts that a server without rules refuses as well, when it lists what it allows. */
const BY_LIST: readonly DiagnosisCode[] = ['pre.method', 'pre.header', 'pre.cross-rule'];

/**
 * Says more of who refuses a preflight, by what the same address answers to requests that no rule decides: whether a store stands
 * there at all, and whether the answer is the same for everybody. Amazon S3 and Ceph answer an OPTIONS without an origin, or without a
 * method, with an error of their own; of other stores that is not known, and nothing is concluded from an error without marks. Pure.
 */
export function sharpenByLooks(found: Diagnosis, { noOrigin, noMethod, head }: LooksBeside): Diagnosis {
  const { code, undecided, raw } = found;
  if (undecided === null || raw === null || raw.answeredBy === 'store') return found;
  if (BY_LIST.includes(code)) {
    // What allows methods that nobody asked for, or an origin that nobody named, asks no rules.
    if (![noOrigin, noMethod].some((look) => look !== null && isSameForAll(look))) return found;
    return { ...found, code: 'pre.waf', repairs: [], undecided: { ...undecided, candidates: [code] } };
  }
  if (code !== 'pre.waf' && code !== 'pre.no-acao') return found;
  const seen = [noOrigin, noMethod, head].filter((look) => look !== null);
  if (!seen.some(({ isStore }) => isStore)) return found;
  // The store is there and puts its marks on other answers: it never saw the preflight, so that its rules are not why.
  const isAbsent = seen.some(({ error }) => error.kind === 'no-bucket');
  const candidates: DiagnosisCode[] = [
    ...(code === 'pre.waf' ? [] : ['pre.waf' as const]),
    ...(isAbsent ? ['pre.bucket' as const] : []),
  ];
  return { ...found, undecided: { ...undecided, candidates } };
}

function isSameForAll({ response, isStore }: ReadAnswer): boolean {
  const isSuccess = response.status >= 200 && response.status < 300;
  return isSuccess && !isStore && headerOf(response, 'access-control-allow-methods') !== '';
}
