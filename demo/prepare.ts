import {
  type Bucket,
  ConfigError,
  type CorsRule,
  CredentialsError,
  createBucket,
  type DiagnosedRequest,
  type Issue,
  isBucketPreflightError,
  ParseError,
  readCredentials,
} from 'bucket-preflight';
import { type FormValues, WITH_BODY } from './form.js';
import { readHeaders } from './read-headers.js';
import { STORES } from './stores.js';
import { texts } from './texts.js';

/** What the form means, ready to be sent or diagnosed. */
export interface Prepared {
  readonly bucket: Bucket;
  readonly request: DiagnosedRequest & { readonly headers: Readonly<Record<string, string>> };
  /** Absent: none were pasted. */
  readonly rules?: readonly CorsRule[];
}

/**
 * Makes of the form's values what the SDK takes. Sends nothing.
 *
 * @param ownSts - Asks the page's own server for an STS answer.
 * @returns Everything that is wrong at once, each issue with the path of its field; `prepared` when nothing is.
 */
export async function prepare(
  values: FormValues,
  ownSts: () => Promise<string>,
): Promise<{ readonly issues: readonly Issue[]; readonly prepared?: Prepared }> {
  const { method, key, contentType, signing } = values;
  const type = WITH_BODY.includes(method)
    ? { 'content-type': contentType.trim() || 'application/octet-stream' }
    : {};
  const read = readHeaders(values.headers);
  const rules = await issuesOf(() => readRules(values), 'rules');
  const pasted = values.credentialsFrom === 'paste';
  const checked = pasted
    ? await issuesOf(() => checkPasted(values.credentials), 'credentials')
    : { issues: [] };
  const made = await issuesOf(
    () => makeBucket(values, pasted ? () => values.credentials : ownSts),
    'endpoint',
  );
  const issues = [
    ...made.issues,
    ...(key === '' ? [issue('missing', 'key', texts.keyNeeded)] : []),
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

function makeBucket(values: FormValues, credentials: () => unknown): Bucket {
  const { endpoint, region, bucket, addressing } = values;
  const store = STORES[values.store];
  if (store === undefined) throw new ConfigError('', [issue('invalid', 'store', texts.unexpected)]);
  return createBucket({
    store,
    endpoint: endpoint.trim(),
    region: region.trim(),
    bucket: bucket.trim(),
    credentials,
    addressing: addressing === 'path' ? 'path' : 'virtual-host',
  });
}

async function checkPasted(text: string): Promise<void> {
  if (text.trim() === '') {
    throw new CredentialsError('', [issue('missing', 'credentials', texts.credentialsNeeded)]);
  }
  await readCredentials(text, new Date(), 'temporary');
}

async function readRules({ store, rules }: FormValues): Promise<readonly CorsRule[] | undefined> {
  if (rules.trim() === '') return undefined;
  return (await STORES[store]?.corsCodec.read(rules))?.configuration.rules;
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
      return { issues: [issue('invalid', path, texts.rulesUnreadable(error.message))] };
    if (isBucketPreflightError(error)) return { issues: [issue('invalid', path, error.message)] };
    throw error;
  }
}

function issue(code: Issue['code'], path: string, message: string): Issue {
  return { code, path, value: '', message };
}
