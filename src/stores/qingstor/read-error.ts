import type { StoreErrorAnswer, StoreErrorKind } from '../../model/errors.js';

/**
 * Reads an error answer of QingStor, which is JSON; the server in front of it may answer with a bare status.
 *
 * @returns Never rejects: what is no such error gives empty texts.
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/error_code/
 */
export async function readQingstorError(body: string, headers: Headers): Promise<StoreErrorAnswer> {
  const { code, message, request_id: named } = parseOrNothing(body);
  const serviceCode = typeof code === 'string' ? code : '';
  const requestId = typeof named === 'string' ? named : headers.get('x-qs-request-id');
  return {
    kind: KINDS.get(serviceCode) ?? 'other',
    serviceCode,
    serviceMessage: typeof message === 'string' ? message : '',
    ...(requestId ? { requestId } : {}),
  };
}

function parseOrNothing(body: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const KINDS: ReadonlyMap<string, StoreErrorKind> = new Map([
  ['request_expired', 'clock'],
  ['permission_denied', 'denied'],
  ['access_denied', 'denied'],
  ['bucket_not_exists', 'no-bucket'],
  ['object_not_exists', 'no-object'],
  ['signature_not_matched', 'signature'],
  ['invalid_access_key_id', 'signature'],
]);
