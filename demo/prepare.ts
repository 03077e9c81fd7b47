import {
  type Bucket,
  ConfigError,
  type CorsConfiguration,
  CredentialsError,
  createBucket,
  type DiagnosedRequest,
  type Issue,
  isBucketPreflightError,
  ParseError,
  readCredentials,
} from 'bucket-preflight';
import { type FormValues, WITH_BODY } from './form.js';
import { ownSigner } from './own-signer.js';
import { readHeaders } from './read-headers.js';
import { STORES } from './stores.js';
import { said, texts } from './texts.js';

/** Browsers resolve such before they send: the request would be about another key. */
const DOT_SEGMENT = /(?:^|\/)\.\.?(?:\/|$)/;

/** How the page's own server has requests signed: it asks its STS, or signs itself. */
export interface OwnSigning {
  readonly sts: (store: string) => Promise<string>;
  readonly signs: (store: string) => boolean;
}

/** What the form means, ready to be sent or diagnosed. */
export interface Prepared {
  readonly bucket: Bucket;
  readonly request: DiagnosedRequest & { readonly headers: Readonly<Record<string, string>> };
  /** Absent: none were pasted. */
  readonly rules?: CorsConfiguration;
}

/**
 * Makes of the form's values what the SDK takes. Sends nothing.
 *
 * @param own - What the page's own server does for a store.
 * @returns Everything that is wrong at once, each issue with the path of its field; `prepared` when nothing is.
 */
export async function prepare(
  values: FormValues,
  own: OwnSigning,
): Promise<{ readonly issues: readonly Issue[]; readonly prepared?: Prepared }> {
  const { method, key, contentType, signing } = values;
  const type = WITH_BODY.includes(method)
    ? { 'content-type': contentType.trim() || 'application/octet-stream' }
    : {};
  const read = readHeaders(values.headers);
  const rules = await issuesOf(() => readRules(values), 'rules');
  const pasted = values.credentialsFrom === 'paste';
  const checked = pasted ? await issuesOf(() => checkPasted(values), 'credentials') : { issues: [] };
  const made = await issuesOf(() => makeBucket(values, signingOf(values, own)), 'endpoint');
  const issues = [
    ...made.issues,
    ...(key === '' ? [issue('missing', 'key', texts.keyNeeded)] : []),
    ...(DOT_SEGMENT.test(key) ? [issue('invalid', 'key', texts.keyDots)] : []),
    ...checked.issues,
    ...read.issues,
    ...rules.issues,
  ];
  if (issues.length > 0 || made.value === undefined) return { issues };
  const headers = { ...read.headers, ...type };
  const request = { method, key, headers, signing: signing === 'url' ? 'url' : 'header' } as const;
  const known = rules.value === undefined ? {} : { rules: rules.value };
  return { issues, prepared: { bucket: made.value, request, ...known } };
}

function signingOf({ store, credentials, credentialsFrom }: FormValues, own: OwnSigning) {
  if (credentialsFrom === 'paste') return { credentials: () => credentials };
  return own.signs(store) ? { signer: ownSigner(store) } : { credentials: () => own.sts(store) };
}

function makeBucket(values: FormValues, signing: ReturnType<typeof signingOf>): Bucket {
  const { endpoint, region, bucket, addressing } = values;
  const store = STORES[values.store];
  if (store === undefined) throw new ConfigError('', [issue('invalid', 'store', texts.unexpected)]);
  return createBucket({
    store,
    endpoint: endpoint.trim(),
    region: region.trim(),
    bucket: bucket.trim(),
    ...signing,
    addressing: addressing === 'path' ? 'path' : 'virtual-host',
    // Whoever opens this page has the keys already; the store has no others.
    ...(store.signer.takesToken ? {} : { dangerouslyAllowLongLivedKeys: true }),
  });
}

async function checkPasted({ credentials: text, store }: FormValues): Promise<void> {
  if (text.trim() === '') {
    throw new CredentialsError('', [issue('missing', 'credentials', texts.credentialsNeeded)]);
  }
  await readCredentials(
    text,
    new Date(),
    STORES[store]?.signer.takesToken === false ? 'long-lived' : 'temporary',
  );
}

async function readRules({ rules }: FormValues): Promise<CorsConfiguration | undefined> {
  if (rules.trim() === '') return undefined;
  const { readCorsDocument } = await import('./start/read-document.js');
  return (await readCorsDocument(rules)).configuration;
}

/** @param path - Of the field that an error without issues is about. */
async function issuesOf<Value>(
  run: () => Value | Promise<Value>,
  path: string,
): Promise<{ readonly issues: readonly Issue[]; readonly value?: Value }> {
  try {
    return { issues: [], value: await run() };
  } catch (error) {
    if (error instanceof ConfigError || error instanceof CredentialsError) return { issues: error.issues };
    if (error instanceof ParseError)
      return { issues: [issue('invalid', path, texts.rulesUnreadable(said.error(error)))] };
    if (isBucketPreflightError(error)) return { issues: [issue('invalid', path, said.error(error))] };
    throw error;
  }
}

function issue(code: Issue['code'], path: string, message: string): Issue {
  return { code, path, value: '', message };
}
