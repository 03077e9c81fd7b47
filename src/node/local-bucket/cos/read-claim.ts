import { headerOf } from '../exchange.js';
import { ServiceError } from '../service-error.js';
import { type ParsedRequest, queryValue } from '../target.js';
import type { SignedNames } from './http-string.js';

/** A window of time, in Unix seconds. */
export interface TimeWindow {
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** As it was written: `1557989753;1557996953`. */
  readonly text: string;
}

/** What a request says of its own signature. Nothing of it is checked but its form. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  readonly signTime: TimeWindow;
  readonly keyTime: TimeWindow;
  readonly signed: SignedNames;
  readonly signature: string;
  /** `null`: none came. */
  readonly token: string | null;
}

const TOKEN = 'x-cos-security-token';

/**
 * Reads the signature out of the `Authorization` header, the query, or the one parameter `sign`.
 *
 * @returns `null` when the request is not signed.
 * @throws ServiceError when it is signed twice, or not as COS writes it. Codes and texts are not documented: unconfirmed.
 */
export function readClaim(request: ParsedRequest): SignatureClaim | null {
  const { at } = request;
  const authorization = headerOf(request, 'authorization');
  const merged = queryValue(at, 'sign');
  const inQuery = at.query.some(([name]) => name === 'q-signature' || name === 'q-sign-algorithm');
  const ways = [authorization !== null, merged !== null, inQuery].filter(Boolean).length;
  if (ways === 0) return null;
  if (ways > 1) throw malformed('the signature stands in more than one place of the request');
  const token = headerOf(request, TOKEN) ?? queryValue(at, TOKEN);
  if (inQuery) return readParameters((name) => queryValue(at, name), token);
  const parameters = splitParameters(authorization ?? merged ?? '');
  return readParameters((name) => parameters.get(name) ?? null, token);
}

/** @param text - `1557989753;1557996953`. @throws ServiceError */
export function readWindow(name: string, text: string): TimeWindow {
  const [, start, end] = /^(\d{1,10});(\d{1,10})$/.exec(text) ?? [];
  if (start === undefined || end === undefined || Number(end) < Number(start)) {
    throw malformed(
      `${name} must be two Unix times in seconds, the earlier one first, with ";" between them`,
    );
  }
  return { startSeconds: Number(start), endSeconds: Number(end), text };
}

/** A signature that cannot be read. */
export function malformed(why: string): ServiceError {
  return new ServiceError(400, 'InvalidRequest', `The authorization is malformed: ${why}.`);
}

function readParameters(parameter: (name: string) => string | null, token: string | null): SignatureClaim {
  const need = (name: string): string => {
    const value = parameter(name);
    if (value === null || value === '') throw malformed(`${name} is missing`);
    return value;
  };
  if (need('q-sign-algorithm') !== 'sha1') throw malformed('q-sign-algorithm must be sha1');
  return {
    accessKeyId: need('q-ak'),
    signTime: readWindow('q-sign-time', need('q-sign-time')),
    keyTime: readWindow('q-key-time', need('q-key-time')),
    signed: {
      headers: readNames(parameter('q-header-list')),
      parameters: readNames(parameter('q-url-param-list')),
    },
    signature: need('q-signature'),
    token,
  };
}

/** A list may be empty, but it is there. */
function readNames(text: string | null): string[] {
  if (text === null) throw malformed('q-header-list or q-url-param-list is missing');
  return text
    .toLowerCase()
    .split(';')
    .filter((name) => name !== '');
}

function splitParameters(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('&').map((part) => {
      const equals = part.indexOf('=');
      return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
    }),
  );
}
