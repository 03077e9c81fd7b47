import { type Clock, createClock } from '../credentials/clock.js';
import { copyCredentialValue } from '../credentials/copy-credential-value.js';
import { credentialSource } from '../credentials/credential-source.js';
import type { CredentialNeeds } from '../credentials/read-credential-fields.js';
import { tabTurns } from '../credentials/tab-turns.js';
import type { BucketLocation } from '../model/bucket-location.js';
import type { DiagnoseOptions } from '../model/diagnose-options.js';
import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import type { Diagnosis } from '../model/diagnosis.js';
import { ConfigError, UnsupportedError } from '../model/errors.js';
import { loadPart } from '../model/load-part.js';
import { placeBucket } from '../signing/place-bucket.js';
import type { SigningStore } from '../stores/store.js';
import type { Bucket } from '../transport/bucket.js';
import { credentialSigner } from '../transport/credential-signer.js';
import { isPage } from '../transport/is-page.js';
import type { RequestSigner } from '../transport/request-signer.js';
import type { BucketOptions } from './bucket-options.js';
import { checkBucketOptions } from './check-bucket-options.js';

/**
 * Describes a bucket, to be passed to every other call. Sends nothing and asks for no credentials yet: call
 * `prepareBucket()` to have both done before the first upload.
 *
 * Credentials that are a value are read here: to change the object later changes nothing.
 *
 * @throws ConfigError listing every option that is missing, unknown or cannot be right.
 * @example
 * ```ts
 * import { aws, createBucket } from 'bucket-preflight';
 *
 * const bucket = createBucket({
 *   store: aws,
 *   region: 'us-west-2',
 *   bucket: 'photos',
 *   credentials: ({ signal }) => fetch('/sts', { signal }),
 * });
 * ```
 */
export function createBucket<Kind extends SigningStore>(options: BucketOptions<Kind>): Bucket<Kind> {
  const given = withCopiedCredentials(options);
  const issues = checkBucketOptions(given);
  if (issues.length > 0) throw new ConfigError('The bucket options cannot be used', issues);
  const { store, bucket } = options;
  const region = options.region ?? store.defaultRegion ?? '';
  const endpoint = options.endpoint ?? store.endpointOf?.(region) ?? '';
  const addressing = options.addressing ?? store.defaultAddressing;
  const url = new URL(endpoint);
  const location = placeBucket(url, bucket, region, addressing);
  const clock = createClock(options.now ?? (() => new Date()));
  const made: Bucket<Kind> = Object.freeze({
    store,
    endpoint: url.origin,
    location,
    signer: signerOf(given, location, clock),
    // Called unbound, as the platform's own wants it.
    fetch: options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => globalThis.fetch(input, init)),
    clock,
    get clockOffsetMs() {
      return clock.offsetMs();
    },
    diagnose: (attempt: DiagnosedRequest, how: DiagnoseOptions) => diagnoseLater(made, attempt, how),
    warnings: store.signer.warnings,
  });
  return made;
}

/** A diagnosis is code that an app mostly never needs: it is loaded with the first one. */
async function diagnoseLater(
  bucket: Bucket<SigningStore>,
  attempt: DiagnosedRequest,
  options: DiagnoseOptions,
): Promise<Diagnosis> {
  const { diagnose } = await loadPart('What diagnoses', () => import('../diagnose/diagnose.js'));
  return diagnose(asDiagnosable(bucket), attempt, options);
}

function asDiagnosable(bucket: Bucket<SigningStore>): Bucket {
  if ('ruleSemantics' in bucket.store) return bucket as Bucket;
  throw new UnsupportedError(
    `How ${bucket.store.title} reads CORS rules is not known, so nothing can be diagnosed`,
  );
}

/** Of a value: what is checked now is what signs, whatever becomes of the object. */
function withCopiedCredentials<Options extends BucketOptions<SigningStore>>(options: Options): Options {
  const credentials: unknown = options?.credentials;
  if (typeof credentials !== 'object' || credentials === null) return options;
  return { ...options, credentials: copyCredentialValue(credentials) };
}

function signerOf(
  options: BucketOptions<SigningStore>,
  location: BucketLocation,
  clock: Clock,
): RequestSigner {
  const { store, signer, credentials, shareCredentialsAs } = options;
  if (signer !== undefined) return signer.forBucket?.({ store, clock }) ?? signer;
  if (credentials === undefined) throw new TypeError('checked before: there are credentials or a signer');
  const source = credentialSource(credentials, {
    clock,
    needs: neededOf(options),
    refreshBeforeSeconds: options.refreshBeforeSeconds ?? 300,
    timeoutMs: options.credentialsTimeoutMs ?? 30_000,
    random: Math.random,
    turns: tabTurns(`${location.origin}${location.bucketPath}`, shareCredentialsAs),
    // A signature that is thrown away: it makes the keys, and warms what makes it.
    prepare: (fresh) =>
      store.signer.signHeaders({ method: 'GET', location, key: '' }, fresh, { now: clock.now() }),
  });
  return credentialSigner(store, source, clock);
}

/** Elsewhere than in a page nobody else can read what the function returns. */
function neededOf({ store, dangerouslyAllowLongLivedKeys }: BucketOptions<SigningStore>): CredentialNeeds {
  if (!store.signer.takesToken) return 'long-lived';
  return dangerouslyAllowLongLivedKeys === true || !isPage() ? 'any' : 'temporary';
}
