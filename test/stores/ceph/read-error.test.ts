import { describe, expect, it } from 'vitest';
import { readCephError } from '../../../src/stores/ceph/read-error.js';

const read = (body: string) => readCephError(body, new Headers());

/** As recorded from Ceph 16.2.15, with other ids. */
const answer = (code: string, bucket = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message></Message>${bucket}` +
  '<RequestId>tx00000fe7d0b508cf38f97-006b0196d2-1008-default</RequestId><HostId>1008-default-default</HostId></Error>';
const BUCKET = '<BucketName>photos</BucketName>';

describe('readCephError', () => {
  it.each(['AccessDenied', 'InvalidArgument'])(
    'takes %s for a word about the credentials where it names no bucket',
    async (code) => {
      expect(await read(answer(code))).toEqual({
        kind: 'expired-credentials',
        serviceCode: code,
        serviceMessage: '',
        requestId: 'tx00000fe7d0b508cf38f97-006b0196d2-1008-default',
      });
    },
  );

  it.each([
    ['AccessDenied', BUCKET, 'denied'],
    ['NoSuchKey', BUCKET, 'no-object'],
    ['NoSuchBucket', BUCKET, 'no-bucket'],
    ['SignatureDoesNotMatch', '', 'signature'],
    ['RequestTimeTooSkewed', '', 'clock'],
    ['InvalidArgument', BUCKET, 'other'],
  ])('reads %s %s as S3 does', async (code, bucket, kind) => {
    expect(await read(answer(code, bucket))).toMatchObject({ kind, serviceCode: code });
  });

  it.each([
    ['nothing', ''],
    ['a page of HTML', '<html><body>502</body></html>'],
  ])('reads %s as nothing', async (_, body) => {
    expect(await read(body)).toEqual({ kind: 'other', serviceCode: '', serviceMessage: '' });
  });
});
