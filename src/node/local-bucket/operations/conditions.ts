import { headerOf } from '../exchange.js';
import { Refusal } from '../refusal.js';
import type { Call } from '../service.js';
import type { ObjectRecord, Precondition } from '../storage/object-storage.js';

/**
 * What a request wants to be true of the object that it replaces: `If-Match`, `If-None-Match`, and the store's own header
 * that forbids to replace.
 */
export function writeCondition({ request, service }: Call): Precondition {
  const ifMatch = headerOf(request, 'if-match');
  const ifNoneMatch = headerOf(request, 'if-none-match');
  const { forbidOverwriteHeader } = service.dialect;
  const forbids = forbidOverwriteHeader !== null && headerOf(request, forbidOverwriteHeader) === 'true';
  return (present) => {
    if (forbids && present !== undefined) throw new Refusal('object-exists', { key: present.key });
    if (ifMatch !== null && !matches(ifMatch, present)) {
      throw new Refusal('precondition-failed', { condition: 'If-Match' });
    }
    if (ifNoneMatch !== null && matches(ifNoneMatch, present)) {
      throw new Refusal('precondition-failed', { condition: 'If-None-Match' });
    }
  };
}

/**
 * Whether the client has the object already, so that 304 is the answer.
 *
 * @throws Refusal `precondition-failed`.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
export function isNotModified({ request }: Call, record: ObjectRecord): boolean {
  const ifMatch = headerOf(request, 'if-match');
  const unmodifiedSince = readDate(headerOf(request, 'if-unmodified-since'));
  const modifiedMs = Math.floor(record.lastModified.getTime() / 1000) * 1000;
  if (ifMatch !== null) {
    if (!matches(ifMatch, record)) throw new Refusal('precondition-failed', { condition: 'If-Match' });
  } else if (unmodifiedSince !== null && modifiedMs > unmodifiedSince) {
    throw new Refusal('precondition-failed', { condition: 'If-Unmodified-Since' });
  }
  const ifNoneMatch = headerOf(request, 'if-none-match');
  if (ifNoneMatch !== null) return matches(ifNoneMatch, record);
  const modifiedSince = readDate(headerOf(request, 'if-modified-since'));
  return modifiedSince !== null && modifiedMs <= modifiedSince;
}

/** A download that goes on where it broke off wants the whole object when that has changed meanwhile. */
export function isRangeStillWanted({ request }: Call, record: ObjectRecord): boolean {
  const ifRange = headerOf(request, 'if-range');
  return ifRange === null || matches(ifRange, record) || ifRange === record.lastModified.toUTCString();
}

/** Whether a list of ETags, quoted or bare, names the object; `*` names any. */
function matches(list: string, record: ObjectRecord | undefined): boolean {
  if (record === undefined) return false;
  return list
    .split(',')
    .map((etag) => etag.trim().replace(/^W\//, '').replaceAll('"', '').toLowerCase())
    .some((etag) => etag === '*' || etag === record.etag);
}

function readDate(text: string | null): number | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
