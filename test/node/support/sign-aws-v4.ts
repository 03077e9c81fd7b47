import { createHash, createHmac } from 'node:crypto';

/** A key pair, with the token when it is temporary. */
export interface TestCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly securityToken?: string;
}

export interface ToSign {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly credentials: TestCredentials;
  readonly now: Date;
  readonly region?: string;
  readonly service?: string;
  /** Put the signature into the query, for so many seconds. */
  readonly expires?: number;
  /** Leave these of the headers out of the signature. */
  readonly unsigned?: readonly string[];
  /** The header sent instead of the hash of the body. */
  readonly payloadHash?: string;
}

/** Signature Version 4, short and independent of what is tested: neither the SDK's signer nor the verifier is in it. */
export function signAwsV4(request: ToSign): { url: string; headers: Record<string, string> } {
  const { method, credentials, now, region = 'us-east-1', service = 's3', expires, unsigned = [] } = request;
  const url = new URL(request.url);
  const date = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const scope = `${date.slice(0, 8)}/${region}/${service}/aws4_request`;
  const hash = request.payloadHash ?? sha256(request.body ?? '');
  const headers: Record<string, string> = { ...request.headers, host: url.host };
  if (expires === undefined) {
    headers['x-amz-date'] = date;
    if (service === 's3' && hash !== '') headers['x-amz-content-sha256'] = hash;
    if (credentials.securityToken !== undefined) headers['x-amz-security-token'] = credentials.securityToken;
  }
  const names = Object.keys(headers)
    .filter((name) => !unsigned.includes(name))
    .sort();
  if (expires !== undefined) {
    url.searchParams.set('X-Amz-Algorithm', 'AWS4-HMAC-SHA256');
    url.searchParams.set('X-Amz-Credential', `${credentials.accessKeyId}/${scope}`);
    url.searchParams.set('X-Amz-Date', date);
    url.searchParams.set('X-Amz-Expires', String(expires));
    url.searchParams.set('X-Amz-SignedHeaders', names.join(';'));
    if (credentials.securityToken !== undefined)
      url.searchParams.set('X-Amz-Security-Token', credentials.securityToken);
  }
  const query = [...url.searchParams]
    .map(([name, value]) => `${rfc3986(name)}=${rfc3986(value)}`)
    .sort()
    .join('&');
  const path = rfc3986(decodeURIComponent(url.pathname)).replaceAll('%2F', '/');
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('');
  const canonical = [
    method,
    path,
    query,
    lines,
    names.join(';'),
    expires === undefined ? hash : 'UNSIGNED-PAYLOAD',
  ].join('\n');
  const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`;
  let key: Uint8Array = Buffer.from(`AWS4${credentials.secretAccessKey}`);
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest();
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  if (expires !== undefined) {
    return { url: `${url.origin}${url.pathname}?${query}&X-Amz-Signature=${signature}`, headers };
  }
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { url: url.href, headers };
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function rfc3986(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
