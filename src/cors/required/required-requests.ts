import { explainRequest } from '../../fetch-standard/explain-request.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { Signer } from '../../signing/signer.js';
import type { CorsCodec } from '../../stores/cors-codec.js';
import type { CorsLimits } from '../../stores/cors-limits.js';
import type { CorsOperation, PageUse } from './cors-operation.js';

/** What of a store decides what a page asks of it. */
export interface AskedStore {
  /** What signs decides which headers a request has. */
  readonly signer: Signer;
  /** Absent: what goes with a CORS document is not known, and `manage-cors` is not. */
  readonly corsCodec?: Pick<CorsCodec, 'contentType' | 'checksumNames'>;
  /** Absent: it is taken to take any rule. */
  readonly corsLimits?: Pick<CorsLimits, 'noExposeHeaders' | 'requestIdHeader'>;
  /** Why the store has no calls about rules. Absent: it has. */
  readonly withoutCorsApi?: string;
  /** `false`: no page can read what the store answers to calls about rules. */
  readonly corsReadableInPage?: boolean;
}

/** One request of a page, as CORS rules see it. */
export interface RequiredRequest {
  readonly operation: CorsOperation;
  readonly method: string;
  /** The names that the preflight asks for, lower-case, sorted. */
  readonly headers: readonly string[];
  /** Whether the browser asks at all. Otherwise only the answer is checked. */
  readonly needsPreflight: boolean;
  /** The names of the answer's headers that the operation cannot do without. */
  readonly exposes: readonly string[];
}

/** A request before it is signed. */
interface Sample {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly exposes: readonly string[];
  readonly isUpload: boolean;
  /** Where it is signed, whatever the page else does. Default: where the page signs. */
  readonly signing?: 'headers' | 'url';
}

/**
 * Every request that an operation makes of a store, with what the browser asks for it: the names that the store's own
 * signer sets, and of the others those that the Fetch standard wants permission for. Pure.
 *
 * @returns Empty for `manage-cors` where the store's CORS documents are not known.
 */
export function requiredRequests(store: AskedStore, use: PageUse): RequiredRequest[] {
  return [...new Set(use.operations)].flatMap((operation) =>
    samplesOf(operation, store, use).map((sample) => describe(operation, sample, store, use)),
  );
}

/** The headers by which a scheme signs, without that of the token where there is none. */
export function signatureNames(
  { headerNames, takesToken }: Signer,
  temporary: boolean = takesToken,
): string[] {
  return headerNames.filter((name) => temporary || !name.endsWith('security-token'));
}

function samplesOf(operation: CorsOperation, { corsCodec }: AskedStore, use: PageUse): Sample[] {
  const content = { ...use.headers, 'content-type': use.contentType ?? 'application/octet-stream' };
  switch (operation) {
    case 'upload':
      return [sample('PUT', content, [], true)];
    case 'multipart-upload':
      return [
        sample('POST', content, [], false),
        // Each part is known by the ETag of its answer, which the last request repeats.
        sample('PUT', {}, ['ETag'], true),
        sample('POST', { 'content-type': 'application/xml' }, [], false),
      ];
    case 'form-upload':
      return [sample('POST', {}, [], true)];
    case 'download':
      return use.ranges === true
        ? [sample('GET', { range: 'bytes=0-1023' }, ['Content-Range'], false)]
        : [sample('GET', {}, [], false)];
    case 'list':
      return [sample('GET', {}, [], false)];
    case 'head':
      return [sample('HEAD', {}, [], false)];
    case 'abort-upload':
    case 'delete':
      return [sample('DELETE', {}, [], false)];
    case 'manage-cors': {
      if (corsCodec === undefined) return [];
      const document = Object.fromEntries([
        ['content-type', corsCodec.contentType],
        ...corsCodec.checksumNames.map((name) => [name, 'x']),
      ]);
      // As `getBucketCors()`, `putBucketCors()` and `deleteBucketCors()` sign.
      return [
        { ...sample('GET', {}, [], false), signing: 'url' },
        { ...sample('PUT', document, [], false), signing: 'headers' },
        { ...sample('DELETE', {}, [], false), signing: 'headers' },
      ];
    }
  }
}

function sample(
  method: string,
  headers: Readonly<Record<string, string>>,
  exposes: readonly string[],
  isUpload: boolean,
): Sample {
  return { method, headers, exposes, isUpload };
}

function describe(
  operation: CorsOperation,
  { method, headers, exposes, isUpload, signing }: Sample,
  { signer }: AskedStore,
  use: PageUse,
): RequiredRequest {
  const isInHeaders = operation !== 'form-upload' && (signing ?? use.signing ?? 'headers') === 'headers';
  const signature = isInHeaders ? signatureNames(signer, use.temporary) : [];
  const entries: HeaderEntry[] = [
    ...Object.entries(headers),
    ...signature.map((name): HeaderEntry => [name, 'x']),
  ];
  const { preflight } = explainRequest({
    origin: 'https://page.example',
    method,
    headers: entries,
    uploadListeners: isUpload && use.uploadListeners === true,
    ...(isUpload ? { body: { contentType: operation === 'form-upload' ? 'multipart/form-data' : '' } } : {}),
  });
  const isAsked = preflight !== null;
  return { operation, method, headers: preflight?.headers ?? [], needsPreflight: isAsked, exposes };
}
