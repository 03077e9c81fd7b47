import { headerOf, type RequestHead } from '../exchange.js';
import { ServiceError } from '../service-error.js';
import { type ParsedRequest, queryValue, type Target } from '../target.js';
import { readAmzDate, writeAmzDate } from './amz-date.js';
import type { CredentialScope } from './verify-signature.js';

/** What a request says of its own signature. Nothing of it is checked but its form. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly time: Date;
  /** `time` as it was signed. */
  readonly amzDate: string;
  /** The session token. `null`: none came. */
  readonly token: string | null;
  /** For how long a presigned URL asks to work. `null`: the signature is in the headers. */
  readonly expiresInSeconds: number | null;
}

const MAX_EXPIRES_SECONDS = 604_800;

/**
 * Reads the signature out of the `Authorization` header or the query.
 *
 * @returns `null` when the request is not signed.
 * @throws ServiceError when it is signed in another way, twice, or not as Signature Version 4 writes it.
 */
export function readClaim(request: ParsedRequest): SignatureClaim | null {
  const target = request.at;
  const authorization = headerOf(request, 'authorization');
  const inQuery = target.query.some(([name]) => name === 'X-Amz-Algorithm' || name === 'X-Amz-Signature');
  if (authorization === null) {
    // Signature Version 2 in a query: to take it for an anonymous request would be a misleading answer.
    if (queryValue(target, 'AWSAccessKeyId') !== null) throw unsupportedMechanism();
    return inQuery ? readQueryClaim(target) : null;
  }
  if (inQuery) {
    throw new ServiceError(
      400,
      'InvalidArgument',
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
      [['ArgumentName', 'Authorization']],
    );
  }
  return readHeaderClaim(request, authorization);
}

function readHeaderClaim(request: RequestHead, authorization: string): SignatureClaim {
  const [mechanism = '', rest] = authorization.split(/\s+(.*)/s);
  if (mechanism === 'AWS') throw unsupportedMechanism();
  if (mechanism !== 'AWS4-HMAC-SHA256')
    throw new ServiceError(400, 'InvalidArgument', 'Unsupported Authorization Type');
  const fields = new Map((rest ?? '').split(',').map((field) => splitField(field)));
  const [credential, signedHeaders, signature] = ['Credential', 'SignedHeaders', 'Signature'].map((name) => {
    const value = fields.get(name);
    if (value === undefined || value === '')
      throw malformedHeader(`the authorization header requires ${name}`);
    return value;
  }) as [string, string, string];
  const { accessKeyId, scope } = readCredential(credential, malformedHeader);
  const { time, amzDate } = readHeaderTime(request);
  if (!amzDate.startsWith(scope.date)) throw malformedHeader(otherDate(scope.date, amzDate));
  const token = headerOf(request, 'x-amz-security-token');
  const names = signedHeaders.toLowerCase().split(';');
  return {
    accessKeyId,
    scope,
    signedHeaders: names,
    signature,
    time,
    amzDate,
    token,
    expiresInSeconds: null,
  };
}

function splitField(field: string): [name: string, value: string] {
  const equals = field.indexOf('=');
  return equals < 0 ? [field.trim(), ''] : [field.slice(0, equals).trim(), field.slice(equals + 1).trim()];
}

function readHeaderTime(request: RequestHead): { time: Date; amzDate: string } {
  const amzDate = headerOf(request, 'x-amz-date');
  const time = amzDate === null ? new Date(headerOf(request, 'date') ?? '') : readAmzDate(amzDate);
  if (time === null || Number.isNaN(time.getTime())) {
    throw new ServiceError(
      403,
      'AccessDenied',
      'AWS authentication requires a valid Date or x-amz-date header',
    );
  }
  return { time, amzDate: amzDate ?? writeAmzDate(time) };
}

function readQueryClaim(target: Target): SignatureClaim {
  const values = ['Algorithm', 'Credential', 'Signature', 'Date', 'SignedHeaders', 'Expires'].map((name) => {
    const value = queryValue(target, `X-Amz-${name}`);
    if (value !== null && value !== '') return value;
    throw badQuery(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  });
  const [algorithm, credential, signature, amzDate, signedHeaders, expires] = values as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if (algorithm !== 'AWS4-HMAC-SHA256') throw badQuery('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  const { accessKeyId, scope } = readCredential(credential, badQuery);
  const time = readAmzDate(amzDate);
  if (time === null) throw badQuery(`X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`);
  if (!amzDate.startsWith(scope.date)) throw badQuery(otherDate(scope.date, amzDate));
  const token = queryValue(target, 'X-Amz-Security-Token');
  const expiresInSeconds = readExpires(expires);
  const names = signedHeaders.toLowerCase().split(';');
  return { accessKeyId, scope, signedHeaders: names, signature, time, amzDate, token, expiresInSeconds };
}

function readExpires(text: string): number {
  if (!/^-?\d+$/.test(text)) throw badQuery('X-Amz-Expires should be a number');
  if (Number(text) < 0) throw badQuery('X-Amz-Expires must be non-negative');
  if (Number(text) <= MAX_EXPIRES_SECONDS) return Number(text);
  throw badQuery(
    'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
  );
}

/** Takes a credential apart: the key's id, and the scope of the signature. */
export function readCredential(
  credential: string,
  malformed: (why: string) => ServiceError,
): { readonly accessKeyId: string; readonly scope: CredentialScope } {
  const parts = credential.split('/');
  // A key id may hold slashes, as some stores' do; the scope is what comes last.
  const [date = '', region = '', service = '', terminator] = parts.splice(-4);
  const accessKeyId = parts.join('/');
  if (accessKeyId === '' || terminator !== 'aws4_request') {
    throw malformed(
      'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  }
  return { accessKeyId, scope: { date, region, service } };
}

function otherDate(date: string, amzDate: string): string {
  return `Invalid credential date "${date}". This date is not the same as X-Amz-Date: "${amzDate.slice(0, 8)}".`;
}

function malformedHeader(why: string): ServiceError {
  return new ServiceError(
    400,
    'AuthorizationHeaderMalformed',
    `The authorization header is malformed; ${why}`,
  );
}

function badQuery(message: string): ServiceError {
  return new ServiceError(400, 'AuthorizationQueryParametersError', message);
}

function unsupportedMechanism(): ServiceError {
  return new ServiceError(
    400,
    'InvalidRequest',
    'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
  );
}
