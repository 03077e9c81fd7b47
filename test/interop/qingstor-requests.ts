import fc from 'fast-check';
import { locateBucket } from '../../src/index.js';
import { type Form, type InteropRequest, requests, type Vocabulary } from './requests.js';

/** A request to QingStor. */
export interface QingstorRequest extends InteropRequest {
  /** The header that holds the time of a request signed in its headers: a page can set only `x-qs-date`. */
  readonly dateHeader: 'x-qs-date' | 'date';
}

const QINGSTOR: Vocabulary = {
  endpoints: ['https://pek3b.qingstor.com', 'https://sh1a.qsstor.com', 'http://files.example:8080'],
  regions: ['pek3b', 'sh1a'],
  headerNames: [
    ...['content-type', 'content-type', 'content-md5', 'range', 'if-match', 'x-requested-with'],
    ...['x-qs-storage-class', 'x-qs-copy-source', 'x-qs-fetch-source', 'x-qs-move-source'],
  ],
  metadataPrefix: 'x-qs-meta-',
  subResources: (
    'acl append cname cors delete image lifecycle logging mirror notification part_number policy position replication ' +
    'stats upload_id uploads versioning version_id versions response-expires response-cache-control ' +
    'response-content-type response-content-language response-content-encoding response-content-disposition'
  ).split(' '),
  parameters: ['prefix', 'delimiter', 'marker', 'limit', 'Prefix', 'x_y'],
};

/** Requests to QingStor with the bucket in the path. */
export function qingstorRequests(form: Form): fc.Arbitrary<QingstorRequest> {
  return fc
    .record({
      request: requests(QINGSTOR, form, ['path']),
      dateHeader: fc.constantFrom('x-qs-date', 'x-qs-date', 'x-qs-date', 'date'),
      // The peer makes a type up where a request with a body has none, which must not be most of them.
      typed: fc.constantFrom({ 'content-type': 'image/png' }, { 'content-type': 'image/png' }, {}),
    })
    .map(({ request, dateHeader, typed }) => {
      const isTyped = Object.keys(request.headers).some((name) => name.toLowerCase() === 'content-type');
      const headers = isTyped || form === 'url' ? request.headers : { ...request.headers, ...typed };
      return { ...request, headers, dateHeader };
    });
}

/** A request to QingStor about which nothing is special. */
export const PLAIN_QINGSTOR_REQUEST: QingstorRequest = {
  form: 'headers',
  method: 'PUT',
  location: locateBucket({ endpoint: 'https://pek3b.qingstor.com', bucket: 'photos', addressing: 'path' }),
  key: 'cat.png',
  subResources: {},
  parameters: {},
  headers: { 'content-type': 'image/png' },
  credentials: { accessKeyId: 'QYfixture', secretAccessKey: 'secret-of-the-fixture' },
  now: new Date('2026-05-24T10:00:00Z'),
  expiresInSeconds: 600,
  dateHeader: 'x-qs-date',
};

/** The names of the parameters without a value, sorted. */
export function bareNames(entries: Readonly<Record<string, string>>): string[] {
  return Object.keys(entries)
    .filter((name) => entries[name] === '')
    .sort();
}
