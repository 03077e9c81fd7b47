import { createHash } from 'node:crypto';
import { readCredentials } from '../../src/credentials/read-credentials.js';
import type { Credentials } from '../../src/model/credentials.js';
import { signAwsV4Headers } from '../../src/signing/aws-v4/sign-headers.js';
import { locateBucket } from '../../src/signing/locate-bucket.js';

/** A store with an STS at its own address: Ceph, or the local bucket. */
export interface StoreWithSts {
  readonly endpoint: string;
  readonly region: string;
  readonly roleArn: string;
  readonly admin: Credentials;
}

/** The STS's answer as text, as a page's own server would pass it on. Sends one `POST /` to the store. */
export async function assumeRole(store: StoreWithSts, durationSeconds = 900): Promise<string> {
  const body = new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: store.roleArn,
    RoleSessionName: 'bucket-preflight-test',
    DurationSeconds: String(durationSeconds),
  }).toString();
  const { endpoint, region } = store;
  const signed = await signAwsV4Headers(
    {
      method: 'POST',
      // The service itself, no bucket of it.
      location: locateBucket({ endpoint, region, bucket: '', addressing: 'path' }),
      key: '',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
    store.admin,
    { now: new Date(), service: 'sts', payloadHash: createHash('sha256').update(body).digest('hex') },
  );
  const response = await fetch(signed.url, { method: 'POST', headers: signed.headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`AssumeRole was answered ${response.status}: ${text}`);
  return text;
}

/** Temporary credentials of the store. */
export async function temporaryCredentials(store: StoreWithSts): Promise<Credentials> {
  return readCredentials(await assumeRole(store), new Date(), 'temporary');
}
