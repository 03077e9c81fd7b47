import type { Diagnosis } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import { preflightCommand, readCommand } from '../decide-command.js';
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
  // What the page found of its cookies is not so where a terminal asked as with them and was let through.
  if (page.code.startsWith('pre.cred-') && passesIn(raw) === true && wasAskedWithCookies(raw))
    return contradiction(page, raw, joined);
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
  if (raw.code === 'ok.allowed' && mayBeSentOn(page)) return sentOn(page, raw, joined);
  const isOpen = page.undecided?.candidates.includes(raw.code) === true;
  // A page without an answer and a store that answers: something stands between the two.
  if (!isOpen && (page.stage === 'network' || (seenByPage !== null && seenByPage !== passesIn(raw))))
    return contradiction(page, raw, joined);
  // The preflight passes, and the page saw what came after it, with its credentials.
  if (seenByPage === true && !isOpen) {
    const undecided = raw.code === page.code ? stillOpen(page, raw) : page.undecided;
    return { ...page, ...answered, undecided };
  }
  if (page.code === raw.code) return { ...raw, ...joined, ...surer(page, raw) };
  // A code that names no single cause takes none away that the page has named.
  if (NAMELESS.includes(raw.code) && raw.undecided?.candidates.includes(page.code) === true)
    return { ...page, ...answered };
  // What passes from here need not pass in the page, which did not see it.
  if (raw.code !== 'ok.allowed') return { ...raw, ...joined };
  return { ...raw, ...joined, confidence: 'strong', undecided: bothOpen(raw, page) };
}

function wasAskedWithCookies({ evidence }: Diagnosis): boolean {
  return evidence.some(({ kind, passed }) => kind === 'cookies' && passed === true);
}

/** What is said of a refusal where the answers do not show its cause. */
const NAMELESS: readonly DiagnosisCode[] = ['pre.all-refused', 'pre.refused'];

/**
 * Whether the rules were seen to let it through; `null`: that could not be told. What needs no preflight is refused by them at its
 * answer, while a terminal asks for it by a preflight. And what is refused for its cookies passes without.
 */
function passesIn({ code, stage }: Diagnosis): boolean | null {
  if (code === 'undecided' || stage === 'network') return null;
  return stage !== 'preflight' && (!code.startsWith('pre.') || code.startsWith('pre.cred-'));
}

/** Whether what it takes for a refusal may be a redirect of the request itself, which looks the same to a page. */
function mayBeSentOn(page: Diagnosis): boolean {
  const isOpen = page.undecided?.candidates.includes('act.redirect') === true;
  return isOpen && page.confidence !== 'proof' && (passesIn(page) === false || page.stage === 'network');
}

/**
 * The preflight passes from here, so that the page's other reading fits both: nobody need have answered it twice. Nor does a
 * preflight show it, which is why the request itself is to be sent.
 */
function sentOn(page: Diagnosis, raw: Diagnosis, joined: Pick<Diagnosis, 'evidence' | 'notes'>): Diagnosis {
  const others = page.undecided?.candidates.filter((code) => /^act\.(?!redirect$)/.test(code)) ?? [];
  return {
    ...raw,
    ...joined,
    code: 'act.redirect',
    stage: 'response',
    confidence: 'strong',
    conflicts: [],
    repairs: [],
    undecided: {
      // Who has mended the rules since the page asked has nothing left to mend.
      candidates: [...new Set([page.code, 'pre.waf', 'env.blocker', ...others, 'ok.allowed'] as const)],
      command: readCommand(raw.request),
    },
  };
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
  // Which part is refused stays as open as the answers leave it; and behind a preflight that passes what the page left open of its answer.
  const open =
    passesIn(raw) === false
      ? (raw.undecided?.candidates ?? [])
      : (page.undecided?.candidates.filter((code) => code.startsWith('act.')) ?? []);
  return {
    ...raw,
    evidence: joined.evidence,
    notes: isThere ? joined.notes : [...joined.notes, note],
    confidence: 'strong',
    undecided: {
      candidates: [...new Set([...candidates, page.code, ...open])],
      command: preflightCommand(raw.request),
    },
  };
}

/** What either of them leaves open, with the command of the first that does. */
function bothOpen({ undecided }: Diagnosis, other: Diagnosis): Diagnosis['undecided'] {
  if (undecided === null || other.undecided === null) return undecided ?? other.undecided;
  const candidates = new Set([...undecided.candidates, ...other.undecided.candidates]);
  return { ...undecided, candidates: [...candidates] };
}

/** What a page leaves open of what passes here too: its own command may ask for the preflight that has just passed. */
function stillOpen({ undecided }: Diagnosis, raw: Diagnosis): Diagnosis['undecided'] {
  if (undecided === null || raw.undecided === null) return undecided;
  const candidates = new Set([...undecided.candidates, ...raw.undecided.candidates]);
  return { candidates: [...candidates], command: raw.undecided.command };
}

/** How sure two are that found the same, and what stays open. */
function surer(page: Diagnosis, raw: Diagnosis): Partial<Diagnosis> {
  if (raw.confidence === 'weak') return { confidence: page.confidence };
  // That everything is refused may be certain, while nobody knows why.
  if (NAMELESS.includes(page.code))
    return { confidence: page.confidence === 'proof' ? 'proof' : raw.confidence };
  // What stays open of an answer without the marks of a store is who gave it, which a page cannot see.
  const isOpen = raw.undecided !== null && raw.raw?.answeredBy !== 'store';
  if (page.confidence !== 'proof' || isOpen) return {};
  return { confidence: 'proof', conflicts: page.conflicts, undecided: null };
}
