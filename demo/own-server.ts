import type { CorsConfiguration, Diagnosis, RawRequest } from 'bucket-preflight';
import { texts } from './texts.js';

/** Credentials of 15 minutes are asked for again after this long. */
const KEEP_STS_MS = 480_000;

/** What takes a change of rules back: both documents, empty where there were no rules. */
export interface DocumentUndo {
  readonly applied: string;
  readonly previous: string;
}

/**
 * A function that asks the page's own server for an STS answer of a store, as text. It is kept for some minutes, across
 * buckets, so that a diagnosis can still be made when the store has gone down.
 */
export function stsAnswers(): (store: string) => Promise<string> {
  const kept = new Map<string, { readonly text: string; readonly until: number }>();
  return async (store) => {
    const found = kept.get(store);
    // By the clock of the day: the other one may stand still while the machine sleeps, and the credentials' end comes nearer.
    if (found !== undefined && Date.now() < found.until) return found.text;
    const text = await post('sts', store);
    kept.set(store, { text, until: Date.now() + KEEP_STS_MS });
    return text;
  };
}

/** What the page's own server answers to a question for a signature. */
export interface OwnSignature {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Only of a URL. */
  readonly expiresAt?: string;
}

/** Has the page's own server sign a request to a store's bucket. Rejects with the reason in words. */
export async function askSignature(
  store: string,
  question: object,
  signal: AbortSignal | null,
): Promise<OwnSignature> {
  return postJson('sign', store, question, signal);
}

/**
 * Lets the page's own server read the rules: stores such as Ceph do not show them to a page.
 *
 * @returns `null` when the server cannot: a diagnosis does without.
 */
export async function fetchRules(store: string, signal: AbortSignal): Promise<CorsConfiguration | null> {
  try {
    const read = await postJson<Partial<CorsConfiguration>>('rules', store, undefined, signal);
    return read.rules === undefined ? null : { ...read, rules: read.rules };
  } catch {
    return null;
  }
}

/** Lets the page's own server put a rules document on the bucket; empty: none. Rejects with the reason in words. */
export async function applyRules(store: string, document: string): Promise<DocumentUndo> {
  return (await postJson<{ undo: DocumentUndo }>('apply', store, { document })).undo;
}

/** Lets the page's own server take a change back. Rejects with the reason in words. */
export async function undoRules(store: string, undo: DocumentUndo): Promise<void> {
  await post('undo', store, undo);
}

/**
 * Lets the page's own server ask the store, for a second or two, whether it answers by a change of rules yet. Rejects with the
 * reason in words.
 */
export async function verifyRules(store: string, undo: DocumentUndo, signal: AbortSignal): Promise<boolean> {
  return (await postJson<{ verified: boolean }>('verify', store, undo, signal)).verified;
}

/** Lets the page's own server put the example rules back. Rejects with the reason in words. */
export async function resetRules(store: string): Promise<void> {
  await post('reset', store);
}

/** Makes these things go wrong at the local bucket, and no others. Rejects with the reason in words. */
export async function setFaults(store: string, faults: readonly object[]): Promise<void> {
  await post('faults', store, { faults });
}

/** Lets the page's own server send the preflights and read the answers. Rejects with the reason in words. */
export async function askRaw(store: string, request: RawRequest, signal: AbortSignal): Promise<Diagnosis> {
  return (await postJson<{ diagnosis: Diagnosis }>('raw', store, { request }, signal)).diagnosis;
}

async function postJson<Answer>(
  path: string,
  store: string,
  value?: object,
  signal: AbortSignal | null = null,
): Promise<Answer> {
  return JSON.parse(await post(path, store, value, signal)) as Answer;
}

async function post(
  path: string,
  store: string,
  value?: object,
  signal: AbortSignal | null = null,
): Promise<string> {
  const content =
    value === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
  let answer: Response;
  try {
    answer = await fetch(pathOf(path, store), { method: 'POST', signal, ...content });
  } catch {
    throw new Error(texts.serverSilent);
  }
  const body = await answer.text();
  const reason = answer.ok ? undefined : reasonIn(body);
  if (!answer.ok)
    throw new Error(reason === undefined ? texts.serverSaid(answer.status) : texts.serverReason(reason));
  return body;
}

function pathOf(path: string, store: string): string {
  return `${path}?store=${encodeURIComponent(store)}`;
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
