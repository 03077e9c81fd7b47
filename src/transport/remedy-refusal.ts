import type { HttpError } from '../model/errors.js';
import type { SignedHeaders, SignedUrl } from '../signing/signer.js';
import type { SigningStore } from '../stores/store.js';
import type { Bucket } from './bucket.js';
import type { SignOptions } from './request-signer.js';

/** What can be done about a refusal, each once for a request. */
export type Remedy = 'clock' | 'credentials';

/** What a store refused, and what it said. */
export interface Refusal {
  readonly signed: SignedHeaders | SignedUrl;
  /** What the clock was corrected by when it was signed, in milliseconds. */
  readonly signedOffsetMs: number;
  readonly error: HttpError;
  /** Those of the answer. */
  readonly headers: Headers;
}

/** A clock that is off by less is not why a store refuses: they bear minutes, and answers take their time. */
const LEAST_OFFSET_MS = 30_000;

/**
 * Does what a store's refusal calls for: puts the clock right by the time that the answer tells, or gets other
 * credentials.
 *
 * @param remedies - Those that were not tried for this request yet. One that is tried is taken out.
 * @returns Whether the request is worth being signed and sent once more.
 * @throws CredentialsError when others cannot be had, and the reason of the signal.
 */
export async function remedyRefusal(
  bucket: Bucket<SigningStore>,
  refusal: Refusal,
  remedies: Set<Remedy>,
  options: SignOptions,
): Promise<boolean> {
  const { kind } = refusal.error.answer;
  if (kind !== 'clock' && kind !== 'expired-credentials') return false;
  // Some stores say the same to both. Where the clock is right, what is out of its time is the credentials, unless they
  // have not ended by the store's own time.
  const serverTime = timeOf(refusal);
  if (wasSignedAtAnotherTime(bucket, refusal, serverTime)) {
    if (remedies.delete('clock')) return true;
    if (kind === 'clock') return false;
  }
  const told = kind === 'clock' && serverTime !== undefined ? { refusedAt: serverTime } : {};
  return remedies.delete('credentials') && bucket.signer.renew(refusal.signed, { ...options, ...told });
}

/** The store's time, as far as its answer told it. */
function timeOf({ error, headers }: Refusal): Date | undefined {
  return error.answer.serverTime ?? dateOf(headers);
}

/** Learns the store's time. @returns Whether that differs from the time of the signature. */
function wasSignedAtAnotherTime(
  { clock }: Bucket<SigningStore>,
  refusal: Refusal,
  serverTime: Date | undefined,
): boolean {
  if (serverTime !== undefined && isFar(serverTime.getTime() - clock.now().getTime())) {
    clock.learn(serverTime);
  }
  // The answer to another request may have told it meanwhile.
  return isFar(clock.offsetMs() - refusal.signedOffsetMs);
}

function isFar(milliseconds: number): boolean {
  return Math.abs(milliseconds) >= LEAST_OFFSET_MS;
}

/** The header is there outside a page, and in a page where a rule exposes it. */
function dateOf(headers: Headers): Date | undefined {
  const date = new Date(headers.get('date') ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
