import type { CorsRule } from 'bucket-preflight';
import { texts } from './texts.js';

/** Credentials of 15 minutes are asked for again after this long. */
const KEEP_STS_MS = 480_000;

/**
 * A function that asks the page's own server for an STS answer, as text. It is kept for some minutes, across buckets, so
 * that a diagnosis can still be made when the store has gone down.
 */
export function stsAnswers(): () => Promise<string> {
  let kept: { readonly text: string; readonly until: number } | undefined;
  return async () => {
    // By the clock of the day: the other one may stand still while the machine sleeps, and the credentials' end comes nearer.
    if (kept !== undefined && Date.now() < kept.until) return kept.text;
    const text = await post('sts');
    kept = { text, until: Date.now() + KEEP_STS_MS };
    return text;
  };
}

/**
 * Lets the page's own server read the rules: stores such as Ceph do not show them to a page.
 *
 * @returns `null` when the server cannot: a diagnosis does without.
 */
export async function fetchRules(signal: AbortSignal): Promise<readonly CorsRule[] | null> {
  try {
    const { rules } = JSON.parse(await post('rules', undefined, signal)) as { rules?: readonly CorsRule[] };
    return rules ?? null;
  } catch {
    return null;
  }
}

/** Lets the page's own server put a rules document on the bucket. Rejects with the reason in words. */
export async function applyRules(document: string): Promise<void> {
  await post('apply', { document });
}

/** Lets the page's own server put the example rules back. Rejects with the reason in words. */
export async function resetRules(): Promise<void> {
  await post('reset');
}

async function post(path: string, value?: object, signal: AbortSignal | null = null): Promise<string> {
  const content =
    value === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
  let answer: Response;
  try {
    answer = await fetch(path, { method: 'POST', signal, ...content });
  } catch {
    throw new Error(texts.serverSilent);
  }
  const body = await answer.text();
  if (!answer.ok) throw new Error(reasonIn(body) ?? texts.serverSaid(answer.status));
  return body;
}

/** The server's failures are `{ error, issues: [{ path, message }] }`. */
function reasonIn(body: string): string | undefined {
  try {
    const { error, issues = [] } = JSON.parse(body) as {
      error?: string;
      issues?: { path: string; message: string }[];
    };
    return error === undefined
      ? undefined
      : [error, ...issues.map(({ path, message }) => `${path}: ${message}.`)].join(' ');
  } catch {
    return undefined;
  }
}
