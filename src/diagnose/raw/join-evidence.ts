import type { Confidence, Diagnosis } from '../../model/diagnosis.js';
import { preflightCommand } from '../decide-command.js';
import { markAsked } from './mark-asked.js';

/**
 * Joins what a page found with what preflights from a terminal show of the same request: the page knows what its browser
 * and its network do, the terminal sees the answers themselves. Where the two saw different things, that is said, and nothing
 * is proof. Pure.
 *
 * @param page - The diagnosis of the page.
 * @param raw - That of `diagnoseRaw()`, made of the page's request.
 */
export function joinEvidence(page: Diagnosis, raw: Diagnosis): Diagnosis {
  return markAsked(join(page, raw));
}

function join(page: Diagnosis, raw: Diagnosis): Diagnosis {
  const evidence = [...page.evidence, ...raw.evidence];
  const notes = [
    ...page.notes,
    ...raw.notes.filter(({ code }) => page.notes.every((note) => note.code !== code)),
  ];
  const joined = { evidence, notes };
  // What stops it before it leaves the browser no terminal can see; and a terminal without a network sees nothing.
  if (page.stage === 'local' || raw.code === 'undecided' || raw.stage === 'local')
    return { ...page, ...joined };
  const answered = { ...joined, raw: raw.raw };
  // Cookies and the signature of its URL go along in the page: what passes without them is what the page saw, too.
  if (/^pre\.(cred-|auth-query$)/.test(page.code) && raw.code === 'ok.allowed')
    return { ...page, ...answered };
  // That the store refuses it now is what makes an old permission of it.
  if (page.code === 'act.stale-preflight' && raw.stage === 'preflight') {
    const { conflicts, undecided } = raw;
    return { ...page, ...answered, conflicts, undecided };
  }
  const seenByPage = passesIn(page);
  if (raw.stage === 'network') return { ...(seenByPage === null ? raw : page), ...joined };
  const seenRaw = raw.stage !== 'preflight';
  // A page without an answer and a store that answers: something stands between the two.
  if (page.stage === 'network' || (seenByPage !== null && seenByPage !== seenRaw))
    return contradiction(page, raw, joined);
  // The preflight passes, and the page saw what came after it, with its credentials.
  const isOpen = page.undecided?.candidates.includes(raw.code) === true;
  if (seenByPage === true && !isOpen) return { ...page, ...answered };
  if (page.code === raw.code) return { ...raw, ...joined, confidence: stronger(page, raw) };
  // What passes from here need not pass in the page, which did not see it.
  if (raw.code !== 'ok.allowed' || raw.confidence !== 'proof') return { ...raw, ...joined };
  return { ...raw, ...joined, confidence: 'strong', undecided: raw.undecided ?? page.undecided };
}

/** Whether the page saw the preflight pass; `null`: it could not tell. */
function passesIn({ code, stage }: Diagnosis): boolean | null {
  if (code === 'undecided' || stage === 'network') return null;
  return stage !== 'preflight';
}

/** One of them is old, or something stands between the page and the store that does not stand here. */
function contradiction(
  page: Diagnosis,
  raw: Diagnosis,
  joined: Pick<Diagnosis, 'evidence' | 'notes'>,
): Diagnosis {
  const note = { code: 'pre.propagation' as const, value: '' };
  const isThere = joined.notes.some(({ code }) => code === note.code);
  const candidates =
    raw.code === 'ok.allowed' ? (['pre.waf', 'env.blocker'] as const) : (['pre.waf'] as const);
  return {
    ...raw,
    evidence: joined.evidence,
    notes: isThere ? joined.notes : [...joined.notes, note],
    confidence: 'strong',
    undecided: {
      candidates: [...new Set([...candidates, page.code])],
      command: preflightCommand(raw.request),
    },
  };
}

function stronger(page: Diagnosis, raw: Diagnosis): Confidence {
  return page.confidence === 'proof' ? 'proof' : raw.confidence;
}
