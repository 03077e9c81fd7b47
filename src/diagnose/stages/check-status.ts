import type { Diagnosis, Evidence } from '../../model/diagnosis.js';
import { presignUrl } from '../../transport/sign-request.js';
import { readCommand } from '../decide-command.js';
import type { Subject } from '../harmless-url.js';
import { BY_HEADERS } from '../looks-alike.js';
import { lookAt } from './look-at.js';
import { presigned } from './presigned.js';

type Finding = Pick<Diagnosis, 'code' | 'stage' | 'confidence' | 'undecided'>;

/** Long enough for the one request that follows. */
const LIFE_SECONDS = 60;

/**
 * Tells a success from an error where the answers to a signed request are hidden, by loading the object itself as a style
 * sheet that applies to nothing. The stores let a signed request say which type the answer is to have.
 *
 * @returns What that says of a reading request; `null`: nothing. It stands in the evidence all the same: where the object can
 * be read, the keys are right.
 */
export async function checkStatus(
  { page, bucket, request }: Subject,
  sent: Diagnosis['request'],
  until: { readonly signal?: AbortSignal },
  note: (evidence: Evidence) => void,
): Promise<Finding | null> {
  const look = await lookAt(page);
  if (look === null) return null;
  const asCss = { method: 'GET', key: request.key, query: { 'response-content-type': 'text/css' } };
  const { url } = await presignUrl(bucket, asCss, { expiresInSeconds: LIFE_SECONDS, ...until });
  const status = await look.statusOf(url);
  if (status === null) return null;
  note({ kind: 'status', method: 'GET', headers: [], passed: status === 'success', via: 'opaque' });
  const isReading = sent.method === 'GET' || sent.method === 'HEAD';
  if (status === 'error' || !isReading) return null;
  const undecided = { candidates: BY_HEADERS, command: readCommand(presigned(sent, 'GET')) };
  return { code: 'act.no-acao', stage: 'response', confidence: 'strong', undecided };
}
