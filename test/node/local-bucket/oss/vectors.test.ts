import { describe, expect, it } from 'vitest';
import type { AccessKeys } from '../../../../src/node/local-bucket/access-keys.js';
import { ossDialect } from '../../../../src/node/local-bucket/oss/oss-dialect.js';
import { ServiceError } from '../../../../src/node/local-bucket/service-error.js';
import { type ParsedRequest, parseTarget } from '../../../../src/node/local-bucket/target.js';
import { readOwnFile } from '../../../../tools/vectors/own-file.mjs';

interface Vector {
  readonly name: string;
  readonly signer: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly securityToken?: string;
  };
  readonly request: {
    readonly method: string;
    readonly location: { readonly bucket: string; readonly region: string };
  };
  readonly context: { readonly now: string; readonly product?: string };
  readonly expected: {
    readonly url?: string;
    readonly urlInAnyOrder?: string;
    readonly headers: Readonly<Record<string, string>>;
  };
}

const vectors = (readOwnFile('test/vectors/oss.json') as unknown as Vector[]).filter(({ signer }) =>
  /(Headers|Url)$/.test(signer),
);
const isCloudBox = ({ context }: Vector): boolean => context.product === 'oss-cloudbox';

describe('a published signature', () => {
  it.each(vectors.filter((vector) => !isCloudBox(vector)))('is taken: $name', (vector) => {
    const request = requestOf(vector);
    expect(check(vector, request)).toBe(vector.credentials.accessKeyId);
    const secretAccessKey = `${vector.credentials.secretAccessKey}x`;
    const other = { ...vector, credentials: { ...vector.credentials, secretAccessKey } };
    expect(check(other, request)).toBe('SignatureDoesNotMatch');
    expect(check(vector, { ...request, method: 'PATCH' })).toBe('SignatureDoesNotMatch');
    expect(check(vector, { ...request, headers: [...request.headers, ['x-oss-more', '1']] })).toBe(
      'SignatureDoesNotMatch',
    );
  });

  it.each(vectors.filter(isCloudBox))('of another product is refused: $name', (vector) => {
    expect(check(vector, requestOf(vector))).toBe('InvalidArgument');
  });
});

/** Who signed it, or the code of the refusal. */
function check(vector: Vector, request: ParsedRequest): string {
  const { accessKeyId, secretAccessKey, securityToken } = vector.credentials;
  const session =
    securityToken === undefined
      ? null
      : { token: securityToken, expiresAt: new Date('2100-01-01T00:00:00Z') };
  const keys: AccessKeys = new Map([[accessKeyId, { accessKeyId, secretAccessKey, session }]]);
  // Vectors of V1 say when only in a header.
  const date = vector.expected.headers['x-oss-date'] ?? '';
  const now = new Date(/GMT$/.test(date) ? date : vector.context.now);
  const { region } = vector.request.location;
  try {
    const access = { keys, region: region || 'cn-hangzhou', now };
    const signed = ossDialect.authentication.authenticate(
      request,
      ossDialect.readOperation(request),
      access,
      null,
    );
    return signed?.caller.accessKeyId ?? 'unsigned';
  } catch (error) {
    if (error instanceof ServiceError) return error.code;
    throw error;
  }
}

function requestOf({ request, expected }: Vector): ParsedRequest {
  const url = new URL(expected.url ?? expected.urlInAnyOrder ?? '');
  const headers = Object.entries(expected.headers).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  const { bucket } = request.location;
  const host = bucket === '' ? 'oss.localhost' : `${bucket}.oss.localhost`;
  const head = {
    method: request.method,
    target: url.pathname + url.search,
    headers: [...headers, ['host', host] as const],
  };
  return { ...head, at: parseTarget(head, ['oss']) };
}
