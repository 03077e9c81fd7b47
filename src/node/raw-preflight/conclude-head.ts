import { explainExchange } from '../../diagnose/raw/explain-exchange.js';
import type { RawResponse } from '../../diagnose/raw/raw-exchange.js';
import { headerOf, rawFinding, readAnswer } from '../../diagnose/raw/raw-finding.js';
import type { Diagnosis } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { Store } from '../../stores/store.js';

/** What a HEAD of the object showed. */
export interface SeenHead {
  readonly url: string;
  /** Its answer. */
  readonly response: RawResponse;
  /** Whether the preflight of a HEAD from this origin passes: then its answer should be readable, an error's too. */
  readonly isAllowed: boolean;
}

/**
 * What a HEAD tells of a request whose preflight passes, and which is not sent itself: whether it is sent on to another address, and
 * whether answers there can be read, errors among them. Never rejects.
 *
 * @param passing - The diagnosis of the preflight alone.
 */
export async function concludeHead(passing: Diagnosis, head: SeenHead, store: Store): Promise<Diagnosis> {
  const { undecided, request } = passing;
  if (undecided === null) return passing;
  const read = await readAnswer(head.response, store);
  const opens = (code: DiagnosisCode): Diagnosis => ({
    ...passing,
    undecided: { ...undecided, candidates: [...new Set([code, ...undecided.candidates])] },
  });
  const { status } = head.response;
  if (status >= 300 && status < 400 && read.elsewhere !== '') {
    // A login page is for whoever has no signature, and a website's fallback for who asks for what is not there. The region of a
    // bucket, and https in place of http, are for all.
    const isOfRegion = read.isStore && headerOf(head.response, 'x-amz-bucket-region') !== '';
    if (!isOfRegion && !isSecureOf(read.elsewhere, head.url)) return opens('act.redirect');
    const raw = rawFinding(read, null, null);
    const candidates = ['ok.allowed' as const];
    return {
      ...passing,
      code: 'act.redirect',
      stage: 'response',
      confidence: 'strong',
      raw,
      undecided: { ...undecided, candidates },
    };
  }
  if (!head.isAllowed) return passing;
  const asked = { origin: request.origin, method: 'HEAD', url: head.url };
  const { code } = await explainExchange({ request: asked, response: head.response }, { store });
  return /^(act|cache)\./.test(code) && code !== 'act.readable-error' ? opens(code) : passing;
}

function isSecureOf(elsewhere: string, url: string): boolean {
  return /^http:/i.test(url) && elsewhere.startsWith('https:') && hostOf(elsewhere) === hostOf(url);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
