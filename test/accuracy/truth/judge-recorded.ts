import type { DiagnosisCode } from '../../../src/model/diagnosis-code.js';
import type { RecordedCase } from '../play/play-recorded.js';
import { sayableOfAnswers } from './sayable.js';

const OF_READ: readonly DiagnosisCode[] = ['ok.allowed', 'act.readable-error'];

/** What is wrong with what recordings of a case are said to tell. Empty: nothing. */
export function judgeRecorded({ of, truth, asked, areRead, told }: RecordedCase): string[] {
  const { index, kind, fault, store, request } = of;
  const isRefusedUnsigned = request.signing === 'none' && of.hidesAuthErrors;
  const right: readonly DiagnosisCode[] = [
    ...sayableOfAnswers(of, truth),
    ...(isRefusedUnsigned ? (['act.error-without-cors'] as const) : []),
  ];
  const wrong: string[] = [];
  const say = (what: string): void => {
    const name = `case ${index}, ${kind} ${fault?.code ?? ''} on ${store}, ${request.method}`;
    wrong.push(`${name}: ${what}; right: ${[...new Set(right)]}; read: ${areRead}`);
  };
  // The page read it beforehand, too.
  const before = of.readBefore === 'as-request' ? 1 : 0;
  const readCount = areRead.filter(Boolean).length + before;
  const count = areRead.length + before;
  const names = [...(asked ?? [])].sort();
  for (const { by, diagnosis } of told) {
    const { code, confidence, undecided, request: sent } = diagnosis;
    const seen = [...sent.unsafeHeaders].sort();
    // What Chromium saves is without the header that holds the signature, where no preflight names it.
    const isHidden = by === 'har' && !seen.includes('authorization');
    const shown = isHidden ? names.filter((name) => name !== 'authorization') : names;
    // A line names one at most.
    if (by !== 'line' && seen.join() !== shown.join())
      say(`${by} needs leave for "${seen}", and the browser asked for "${names}"`);
    const open = [code, ...(undecided?.candidates ?? [])];
    const isProof = confidence === 'proof';
    // It does not write whether a page could read an answer, which is known by how the case was made; who signs nothing may be
    // refused with or without the headers.
    const isRead = OF_READ.includes(code) || (!isRefusedUnsigned && truth.isReadable);
    if (isProof && by === 'firefox' && isRead) say(`${by} proves ${code}`);
    if (isProof ? !right.includes(code) : !open.some((each) => right.includes(each)))
      say(`${by} says ${code} (${confidence}), open ${open}`);
    const isFromPage = by !== 'curl' && by !== 'firefox';
    if (isProof && isFromPage && (OF_READ.includes(code) ? readCount === 0 : readCount === count))
      say(`${by} proves ${code}`);
  }
  for (const by of count === 0 ? [] : (['events', 'har', 'playwright'] as const)) {
    const own = told.filter((each) => each.by === by);
    if (own.length !== count) say(`${by} tells of ${own.length} attempts`);
    const proven = own.filter(({ diagnosis }) => diagnosis.confidence === 'proof');
    const readProofs = proven.filter(({ diagnosis }) => OF_READ.includes(diagnosis.code)).length;
    if (readProofs > readCount || proven.length - readProofs > count - readCount)
      say(`${by} proves ${proven.map(({ diagnosis }) => diagnosis.code)}`);
  }
  return wrong;
}
