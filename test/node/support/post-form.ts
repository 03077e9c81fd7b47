import { createHmac } from 'node:crypto';
import { type Received, send } from './send.js';
import type { TestCredentials } from './sign-aws-v4.js';

export interface FormToPost {
  readonly credentials: TestCredentials;
  readonly now: Date;
  readonly conditions?: readonly unknown[];
  readonly fields?: Readonly<Record<string, string>>;
  /** Changes the fields after they have been signed. */
  readonly change?: (fields: Map<string, string>) => void;
  readonly file?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Signs a form by Signature Version 4 and posts it; neither the SDK's signer nor the verifier is in it. */
export async function postForm(url: string, form: FormToPost): Promise<Received> {
  const { credentials, now, conditions = [], file = 'hello', change = () => {}, headers = {} } = form;
  const date = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const scope = `${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const fields = new Map(
    Object.entries({
      key: 'a/b.txt',
      ...form.fields,
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': `${credentials.accessKeyId}/${scope}`,
      'x-amz-date': date,
      ...(credentials.securityToken === undefined
        ? {}
        : { 'x-amz-security-token': credentials.securityToken }),
    }),
  );
  const covered = [...fields].map(([name, value]) =>
    name === 'key' ? ['starts-with', '$key', ''] : { [name]: value },
  );
  const expiration = new Date(now.getTime() + 60_000).toISOString();
  const policy = { expiration, conditions: [{ bucket: 'photos' }, ...covered, ...conditions] };
  const encoded = Buffer.from(JSON.stringify(policy)).toString('base64');
  let key: Uint8Array = Buffer.from(`AWS4${credentials.secretAccessKey}`);
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest();
  fields.set('policy', encoded);
  fields.set('x-amz-signature', createHmac('sha256', key).update(encoded).digest('hex'));
  change(fields);
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  data.append('file', new Blob([file]), 'name.txt');
  const sent = new Response(data);
  const type = { 'content-type': sent.headers.get('content-type') ?? '' };
  return send(url, {
    method: 'POST',
    body: Buffer.from(await sent.arrayBuffer()),
    headers: { ...headers, ...type },
  });
}
