import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { signText } from '../../../../src/node/local-bucket/qingstor/sign-text.js';
import { stringToSign } from '../../../../src/node/local-bucket/qingstor/string-to-sign.js';
import { parseTarget } from '../../../../src/node/local-bucket/target.js';

interface Case {
  readonly name: string;
  readonly signer: string;
  readonly credentials: string;
  readonly request: {
    readonly method: string;
    readonly location?: { readonly bucket: string; readonly bucketPath: string };
    readonly key?: string;
    /** Encoded. */
    readonly path?: string;
    readonly query: readonly (readonly [string, string])[];
    readonly headers: readonly (readonly [string, string])[];
  };
  readonly context: { readonly now?: string; readonly expiresInSeconds?: number };
  readonly expected: { readonly stringToSign: readonly string[]; readonly signature: string };
}

const { cases, credentials } = JSON.parse(
  readFileSync(new URL('../../../vectors/qingstor.json', import.meta.url), 'utf8'),
) as {
  readonly cases: readonly Case[];
  readonly credentials: Readonly<Record<string, { readonly secretAccessKey: string }>>;
};

describe('stringToSign', () => {
  it.each(cases.filter(({ signer }) => signer !== 'signQingstorForm'))(
    'is as published, and so is its signature: $name',
    ({ request, context, expected, credentials: who }) => {
      const text = stringToSign(parsed(request), dateLine(request, context));
      expect(Buffer.from(text, 'latin1').toString().split('\n')).toEqual(expected.stringToSign);
      expect(signText(text, credentials[who]?.secretAccessKey ?? '')).toBe(expected.signature);
    },
  );

  it('takes the bytes of headers and the path as they were sent', () => {
    const headers: [string, string][] = [['x-qs-meta-a', Buffer.from('é').toString('latin1')]];
    const head = { method: 'GET', target: '/b/a%2fb%7e?acl=%E4%B8%AD', headers };
    const text = stringToSign({ ...head, at: parseTarget(head, []) }, 'd');
    expect(Buffer.from(text, 'latin1').toString()).toBe('GET\n\n\nd\nx-qs-meta-a:é\n/b/a%2fb%7e?acl=中');
  });
});

function parsed({ method, location, key = '', path, query, headers }: Case['request']) {
  const { bucket = '', bucketPath = '' } = location ?? {};
  const host = bucket !== '' && bucketPath === '' ? `${bucket}.qingstor.localhost` : 'qingstor.localhost';
  const tail = key === '' && bucketPath !== '' ? '' : `/${key.split('/').map(encodeURIComponent).join('/')}`;
  const asked = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const target = `${path ?? bucketPath + tail}?${asked}`;
  const lower = headers.map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  const head = { method, target, headers: [...lower, ['host', host] as [string, string]] };
  return { ...head, at: parseTarget(head, ['qingstor']) };
}

function dateLine({ headers }: Case['request'], { now = '', expiresInSeconds }: Case['context']): string {
  if (expiresInSeconds !== undefined) return String(Date.parse(now) / 1000 + expiresInSeconds);
  const names = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  return names.has('x-qs-date') ? '' : (names.get('date') ?? '');
}
