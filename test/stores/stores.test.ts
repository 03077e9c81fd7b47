import { describe, expect, it } from 'vitest';
import { aws } from '../../src/stores/aws.js';
import { ceph } from '../../src/stores/ceph.js';
import { s3 } from '../../src/stores/s3.js';

describe.each([
  ['s3', s3],
  ['aws', aws],
  ['ceph', ceph],
])('the store %s', (_, store) => {
  it('probes with a part of an upload that does not exist', () => {
    expect(store.harmlessQuery('PUT', 'x1')).toEqual({ partNumber: '1', uploadId: 'x1' });
    for (const method of ['GET', 'HEAD', 'POST', 'DELETE']) {
      expect(store.harmlessQuery(method, 'x1')).toEqual({ uploadId: 'x1' });
    }
  });

  it.each([
    [404, 'NoSuchUpload', true],
    [400, 'MalformedXML', true],
    [404, 'NoSuchKey', true],
    [404, '', false],
    [200, '', false],
    [403, '', false],
    [403, 'SignatureDoesNotMatch', false],
    [403, 'AccessDenied', false],
    [404, 'NoSuchBucket', false],
  ])('takes %d %s for an accepted signature: %s', (status, code, accepted) => {
    expect(store.acceptsSignature(status, code, 'PUT')).toBe(accepted);
  });

  it.each([
    [404, true],
    [200, true],
    [403, false],
    [400, false],
  ])('takes %d to a HEAD for an accepted signature: %s', (status, accepted) => {
    expect(store.acceptsSignature(status, '', 'HEAD')).toBe(accepted);
  });

  it.each([
    ['GET', true],
    ['DELETE', true],
    ['PUT', false],
    ['POST', false],
    ['HEAD', false],
  ])('takes AccessDenied to the harmless %s for an accepted signature: %s', (method, accepted) => {
    expect(store.acceptsSignature(403, 'AccessDenied', method)).toBe(accepted);
    expect(store.acceptsSignature(403, 'SignatureDoesNotMatch', method)).toBe(false);
    expect(store.acceptsSignature(403, 'InvalidAccessKeyId', method)).toBe(false);
  });

  it('knows the limits of its document', () => {
    expect(store.corsLimits).toMatchObject({ rules: 100, documentBytes: 65_536, idCharacters: 255 });
  });
});

describe('the stores differ', () => {
  it('in where the bucket stands and which rule decides', () => {
    expect([s3.defaultAddressing, s3.ruleSemantics.selection]).toEqual([
      'virtual-host',
      'first-match-of-all',
    ]);
    expect([ceph.defaultAddressing, ceph.ruleSemantics.selection]).toEqual(['path', 'first-match-of-origin']);
  });
});
