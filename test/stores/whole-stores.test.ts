import { describe, expect, it } from 'vitest';
import { STORES } from '../../src/cli/stores.js';
import * as sdk from '../../src/index.js';
import type { Store } from '../../src/stores/store.js';

const ALL: [string, Store][] = [...STORES].map(([name, { store }]) => [name, store]);
const CONFIGURATION = { rules: [{ allowedOrigins: ['https://a.example'], allowedMethods: ['GET', 'PUT'] }] };
/** Where a signature out of its time is AccessDenied too, or no such code is. */
const STRICT = ['oss', 'oss-v1', 'cos', 'qingstor'];

it('every store of the SDK is known to the command line by its own name', () => {
  const stores = Object.values(sdk).filter((value) => typeof value === 'object' && 'readError' in value);
  expect(new Set(ALL.map(([, store]) => store))).toEqual(new Set(stores));
  for (const [name, store] of ALL) expect(store.commandName).toBe(name);
  expect(new Set(ALL.map(([name]) => name)).size).toBe(stores.length);
});

describe.each(ALL)('%s', (name, store) => {
  it('probes with a part of an upload that does not exist, in its own spelling', () => {
    const [part, upload] = name === 'qingstor' ? ['part_number', 'upload_id'] : ['partNumber', 'uploadId'];
    const first = name === 'qingstor' ? '0' : '1';
    expect(store.harmlessQuery('PUT', 'x1')).toEqual({ [part]: first, [upload]: 'x1' });
    for (const method of ['GET', 'HEAD', 'POST', 'DELETE'])
      expect(store.harmlessQuery(method, 'x1')).toEqual({ [upload]: 'x1' });
  });

  it('tells an accepted signature from a refused one', () => {
    const missing = name === 'qingstor' ? 'upload_not_exists' : 'NoSuchUpload';
    for (const method of ['GET', 'PUT', 'POST', 'DELETE'])
      expect(store.acceptsSignature(404, missing, method)).toBe(true);
    expect(store.acceptsSignature(404, '', 'HEAD')).toBe(true);
    for (const code of [
      'SignatureDoesNotMatch',
      'InvalidAccessKeyId',
      'signature_not_matched',
      'permission_denied',
    ])
      for (const method of ['GET', 'PUT', 'HEAD'])
        expect(store.acceptsSignature(403, code, method)).toBe(false);
    expect(store.acceptsSignature(403, 'AccessDenied', 'GET')).toBe(!STRICT.includes(name));
    expect(store.acceptsSignature(403, 'AccessDenied', 'PUT')).toBe(false);
  });

  it('writes and reads a configuration', async () => {
    const { configuration } = await store.corsCodec.read(store.corsCodec.write(CONFIGURATION));
    expect(sdk.isSameConfiguration(configuration, CONFIGURATION, store)).toBe(true);
  });

  it('asks for a checksum, or for none', async () => {
    const document = store.corsCodec.write(CONFIGURATION);
    const names = Object.keys(await store.corsCodec.checksum(document));
    expect(store.corsCodec.checksumNames).toEqual(names);
    expect(names).toEqual(['qingstor', 'r2', 'gcs'].includes(name) ? [] : ['content-md5']);
  });
});

it('only MinIO has no calls for the rules of a bucket', () => {
  expect(ALL.filter(([, store]) => store.withoutCorsApi !== undefined).map(([name]) => name)).toEqual([
    'minio',
  ]);
});
