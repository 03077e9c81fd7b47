import { toS3Request } from './s3-request.mjs';

/**
 * Cases whose record does not hold, and why: each must disagree. Nothing is put here because it is hard.
 *
 * `shape` is that of the reader; `holds` tells whether a case is meant, its recorded answer included.
 */
export const EXCEPTIONS = [
  {
    shape: 'wpt-cors',
    // That a record calls itself obsolete is not enough: it must be about that header, and want no preflight for it.
    holds: ({ isObsolete, entry }) =>
      isObsolete === true &&
      (entry.request?.headers ?? []).some(([name]) => name.toLowerCase() === 'last-event-id') &&
      entry.expected?.preflightSent === false,
    why:
      'the record calls itself obsolete: it took Last-Event-ID for a safelisted header, which it is no more, neither in ' +
      'the standard nor in any engine',
  },
  {
    shape: 's3-cors',
    holds: ({ entry }) =>
      isAnswer(entry, 400, 'BadRequest') &&
      isPreflightOf(entry, /CloudServer|versitygw/, lacksMethodAndRules),
    why:
      'another server’s suite wants 400 for a preflight that names no method to a bucket without rules, or to none; Amazon ' +
      'S3 was recorded to answer 403, as to any other preflight there',
  },
  {
    shape: 's3-cors',
    holds: ({ entry }) =>
      isAnswer(entry, 400, 'BadRequest') && isPreflightOf(entry, /versitygw/, namesOddHeader),
    why:
      'versitygw refuses header names that are no tokens with words of its own; of Amazon S3 nothing of the kind is known, ' +
      'and no browser sends such a name',
  },
  {
    shape: 's3-cors',
    holds: ({ entry }) =>
      isAnswer(entry, 400, 'BadRequest') &&
      isPreflightOf(entry, /versitygw/, ({ method }) => ['PATCH', 'OPTIONS'].includes(method)),
    why: 'versitygw takes PATCH and OPTIONS for no methods; Amazon S3 was measured to know them, and to look for a rule',
  },
  {
    shape: 's3-cors',
    holds: ({ entry }) =>
      isAnswer(entry, 404, 'NoSuchBucket') && isPreflightOf(entry, /versitygw/, asksMissingBucket),
    why: 'versitygw answers 404 for a bucket that does not exist; Amazon S3 was recorded to answer 403 “Bucket not found”',
  },
];

/** Why a case is an exception; `undefined`: it is none. */
export function exceptionFor(shape, entry) {
  return EXCEPTIONS.find((exception) => exception.shape === shape && exception.holds(entry))?.why;
}

/** Whether the record wants that refusal, and no CORS header with it: any other answer is no exception. */
function isAnswer({ expected }, status, code) {
  const names = Object.keys(expected?.headers ?? {});
  const isBare = !names.some((name) => /^access-control-/i.test(name));
  return expected?.status === status && expected.bodyCode === code && isBare;
}

/** Whether an entry is a preflight of somebody's suite, sent with an origin, to which something applies. */
function isPreflightOf(entry, suite, applies) {
  if (!suite.test(entry.provenance ?? '') || typeof entry.request?.method !== 'string') return false;
  const request = toS3Request(entry);
  return request.kind === 'preflight' && request.origin !== null && applies(request, entry);
}

function lacksMethodAndRules({ method }, { corsConfiguration }) {
  return method === null && (corsConfiguration === null || corsConfiguration === undefined);
}

/** @see https://httpwg.org/specs/rfc9110.html#tokens */
function namesOddHeader({ headers }) {
  return headers.some((name) => !/^[!#$%&'*+.^_`|~\w-]*$/.test(name.trim()));
}

function asksMissingBucket({ method }, { bucketExists }) {
  return bucketExists === false && method !== null;
}
