import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AccessKeys } from '../../../src/node/local-bucket/access-keys.js';
import { readAmzDate } from '../../../src/node/local-bucket/s3/amz-date.js';
import { authenticateFor } from '../../../src/node/local-bucket/s3/authenticate.js';
import { ServiceError } from '../../../src/node/local-bucket/service-error.js';
import { parseTarget } from '../../../src/node/local-bucket/target.js';

interface Vector {
  readonly name: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly securityToken: string | null;
  readonly region: string;
  readonly service: string;
  readonly amzDate: string;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly [string, string][];
  readonly body: string;
  readonly signature: string;
}

const vectors = JSON.parse(
  readFileSync(new URL('../vectors/aws-v4-verify.json', import.meta.url), 'utf8'),
) as readonly Vector[];

describe('authenticate', () => {
  it.each(vectors)('takes the published signature: $name', (vector) => {
    expect(verify(vector)?.caller.accessKeyId).toBe(vector.accessKeyId);
  });

  it.each(vectors)('refuses another signature: $name', (vector) => {
    const forged = vector.signature.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect(
      codeOf(() => verify(JSON.parse(JSON.stringify(vector).replaceAll(vector.signature, forged)))),
    ).toBe('SignatureDoesNotMatch');
  });

  it.each(vectors)('refuses another method, path, signed header and secret: $name', (vector) => {
    const [name, value] = vector.headers.find(([header]) => header.toLowerCase() === 'host') ?? ['', ''];
    const changes: Partial<Vector>[] = [
      { method: 'PATCH' },
      { target: vector.target.replace(/^\//, '/x') },
      { headers: [...vector.headers.filter(([header]) => header !== name), [name, `${value}.example`]] },
      { secretAccessKey: `${vector.secretAccessKey}x` },
    ];
    const codes = changes.map((change) => codeOf(() => verify({ ...vector, ...change })));
    expect(codes).toEqual([
      'SignatureDoesNotMatch',
      'SignatureDoesNotMatch',
      'SignatureDoesNotMatch',
      'SignatureDoesNotMatch',
    ]);
  });

  it('takes a path that was sent less encoded than it was signed, and a plus in a path for itself', () => {
    const vector = vectors.find(
      ({ name }) => name === 'derived-s3-sts-header-get-object-special-key',
    ) as Vector;
    expect(
      verify({ ...vector, target: vector.target.replace('%28%29', '()').replace('%2B', '+') }),
    ).not.toBeNull();
  });
});

function verify(vector: Vector) {
  const now = readAmzDate(vector.amzDate) as Date;
  const { accessKeyId, secretAccessKey, securityToken, region, method, target } = vector;
  const session =
    securityToken === null ? null : { token: securityToken, expiresAt: new Date(now.getTime() + 1) };
  const keys: AccessKeys = new Map([[accessKeyId, { accessKeyId, secretAccessKey, session }]]);
  const headers = vector.headers.map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  const head = { method, target, headers };
  const request = { ...head, at: parseTarget(head, ['s3']) };
  const body = vector.service === 's3' ? null : Buffer.from(vector.body);
  return authenticateFor(vector.service, request, { region, keys, now }, body);
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ServiceError) return error.code;
    throw error;
  }
  return 'none';
}
