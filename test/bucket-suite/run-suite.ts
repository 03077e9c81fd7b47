import { element, type Received, send } from '../node/support/send.js';
import { signAwsV4, type TestCredentials } from '../node/support/sign-aws-v4.js';
import type { Observation, Signing, Step, SuiteCase } from './case.js';

/** A store that is asked. */
export interface SuiteTarget {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: TestCredentials;
}

/** Of every answer; all are lower-case. */
const HEADERS = [
  'etag',
  'content-type',
  'content-range',
  'location',
  'access-control-allow-origin',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-allow-credentials',
  'access-control-expose-headers',
  'access-control-max-age',
  'vary',
];

/**
 * Asks a store, each case in a bucket of its own whose name begins with `suite-`, and removes what it left.
 *
 * @param run - Lower-case letters and digits that tell this run's buckets from others'.
 * @returns What was observed, by `CASE / NUMBER METHOD AT`.
 */
export async function runSuite(
  target: SuiteTarget,
  cases: readonly SuiteCase[],
  run: string,
): Promise<ReadonlyMap<string, Observation>> {
  const observed = new Map<string, Observation>();
  for (const [index, { name, steps }] of cases.entries()) {
    const bucket = `suite-${run}-${index}`;
    await ask(target, bucket, { method: 'PUT', at: '' }, '');
    let uploadId = '';
    for (const [number, step] of steps.entries()) {
      const answer = await ask(target, bucket, step, uploadId);
      uploadId = element(answer.text, 'UploadId') ?? uploadId;
      observed.set(
        `${name} / ${number + 1} ${step.method} ${step.at}`,
        observe(answer, step, bucket, uploadId),
      );
    }
    await empty(target, bucket);
  }
  return observed;
}

function ask(target: SuiteTarget, bucket: string, step: Step, uploadId: string): Promise<Received> {
  const { method, at, headers = {}, body, signing = 'headers' } = step;
  const place = at.startsWith('/') || at.startsWith('?') || at === '' ? at : `/${at}`;
  const url = `${target.endpoint}/${bucket}${place.replace('UPLOAD', encodeURIComponent(uploadId))}`;
  const init = { method, headers, ...(body === undefined ? {} : { body }) };
  if (signing === 'none') return send(url, init);
  const signed = signAwsV4({ ...init, ...signingOf(signing, target), url });
  return send(signed.url, {
    ...init,
    headers: { ...signed.headers, ...(signing === 'unsigned-header' ? { 'x-amz-meta-late': 'x' } : {}) },
  });
}

function signingOf(signing: Signing, { credentials, region }: SuiteTarget) {
  const now = new Date();
  const wrong = { ...credentials, secretAccessKey: 'wrong' };
  const right = { credentials, region, now };
  switch (signing) {
    case 'url':
      return { ...right, expires: 600 };
    case 'url-ended':
      return { ...right, now: new Date(now.getTime() - 3_600_000), expires: 60 };
    case 'wrong-secret':
      return { ...right, credentials: wrong };
    case 'url-wrong-secret':
      return { ...right, credentials: wrong, expires: 600 };
    case 'unknown-key':
      return { ...right, credentials: { ...credentials, accessKeyId: 'AKIDNOSUCHKEY' } };
    case 'skewed':
      return { ...right, now: new Date(now.getTime() - 3_600_000) };
    case 'stray-token':
      return { ...right, credentials: { ...credentials, securityToken: 'c3RyYXk=' } };
    case 'other-region':
      return { ...right, region: 'eu-west-3' };
    default:
      return right;
  }
}

function observe(
  { status, headers, code, text }: Received,
  step: Step,
  bucket: string,
  uploadId: string,
): Observation {
  const plain = (value: string): string =>
    value.replaceAll(bucket, 'BUCKET').replaceAll(uploadId || '\0', 'UPLOAD');
  const seen: Record<string, string> = { status: String(status) };
  if (code !== '') seen.code = code;
  for (const name of [...HEADERS, ...(step.looksAt ?? [])]) {
    const value = headers[name];
    // The type of an error's document is nobody's concern.
    if (value !== undefined && !(name === 'content-type' && status >= 300)) seen[name] = plain(String(value));
  }
  if (status < 300 && step.method === 'GET') seen.body = plain(isDocument(text) ? outline(text) : text);
  return seen;
}

function isDocument(text: string): boolean {
  return /^(<\?xml[^>]*>\s*)?<(ListBucketResult|CORSConfiguration|ListPartsResult)\b/.test(text);
}

/** The values of a document that both stores must agree on, in their order. */
function outline(text: string): string {
  const names =
    'Key|Prefix|IsTruncated|KeyCount|MaxKeys|Size|ETag|AllowedOrigin|AllowedMethod|AllowedHeader|ExposeHeader|MaxAgeSeconds';
  return [...text.matchAll(new RegExp(`<(${names})>([^<]*)<`, 'g'))]
    .map(([, name, value]) => `${name}=${value?.replaceAll('&quot;', '"')}`)
    .sort()
    .join(' ');
}

async function empty(target: SuiteTarget, bucket: string): Promise<void> {
  const { text } = await ask(target, bucket, { method: 'GET', at: '?list-type=2&encoding-type=url' }, '');
  for (const [, key = ''] of text.matchAll(/<Key>([^<]*)<\/Key>/g)) {
    const path = encodeURIComponent(decodeURIComponent(key.replaceAll('+', ' '))).replaceAll('%2F', '/');
    await ask(target, bucket, { method: 'DELETE', at: `/${path}` }, '');
  }
  await ask(target, bucket, { method: 'DELETE', at: '' }, '');
}
