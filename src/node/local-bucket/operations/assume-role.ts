import { type AccessKeys, createAccessKeyId, createSecret, createSessionToken } from '../access-keys.js';
import type { Answer } from '../exchange.js';
import { Refusal } from '../refusal.js';
import type { Call, Service } from '../service.js';
import type { AssumedRole, RoleRequest } from '../sts/role-request.js';
import { readDocument } from './receive-body.js';

const MAX_FORM_BYTES = 64 * 1024;
/** Ended keys are kept, to be told from unknown ones, but not for ever. */
const MAX_TEMPORARY_KEYS = 10_000;

/**
 * A temporary key for the one role there is. Durations from one second are taken, where the vendors want 900, so that a
 * test can see a token end.
 *
 * @throws Refusal | ServiceError when it is asked for by another than the root key, or for what is not built.
 */
export async function assumeRole(call: Call): Promise<Answer> {
  const { dialect } = call.service;
  const { readAssumeRole } = dialect.documents;
  const writeAssumeRole = dialect.answers.assumeRole;
  if (readAssumeRole === undefined || writeAssumeRole === undefined) {
    throw new Refusal('not-implemented', { what: 'AssumeRole', header: null });
  }
  const request = readAssumeRole(await readDocument(call, MAX_FORM_BYTES), call.request);
  if (call.caller?.session !== null || request.roleArn !== dialect.roleArn) {
    throw new Refusal('not-permitted', { operation: `sts:AssumeRole on resource: ${request.roleArn}` });
  }
  return writeAssumeRole(createSession(call.service, request));
}

/** Makes a temporary key, which from now on may sign. Of very many the oldest is forgotten. */
export function createSession(
  { dialect, keys, randomBytes, now }: Pick<Service, 'dialect' | 'keys' | 'randomBytes' | 'now'>,
  request: RoleRequest,
): AssumedRole {
  const token = createSessionToken(randomBytes);
  // Up to the next whole second: the answer has no fractions, and must not name an earlier end than the real one.
  const expiresAt = new Date(Math.ceil(now().getTime() / 1000 + request.durationSeconds) * 1000);
  const { permits } = request;
  const key = {
    accessKeyId: createAccessKeyId(dialect.keyIdPrefixes.temporary, randomBytes),
    secretAccessKey: createSecret(randomBytes),
    session: { token, expiresAt, ...(permits === undefined ? {} : { permits }) },
  };
  if (keys.size > MAX_TEMPORARY_KEYS) forgetOldest(keys);
  keys.set(key.accessKeyId, key);
  return { key, token, expiresAt, request, randomBytes };
}

function forgetOldest(keys: AccessKeys): void {
  for (const { accessKeyId, session } of keys.values()) {
    if (session !== null) return void keys.delete(accessKeyId);
  }
}
