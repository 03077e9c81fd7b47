import { describe, expect, it } from 'vitest';
import { readCosError } from '../../../src/stores/cos/read-error.js';

const read = (body: string, headers: Record<string, string> = {}) => readCosError(body, new Headers(headers));

/** As COS writes it. @see https://www.tencentcloud.com/document/product/436/7730 */
const document = (code: string, message: string, rest = '') => `<?xml version='1.0' encoding='utf-8' ?>
<Error>
	<Code>${code}</Code>
	<Message>${message}</Message>
	${rest}
	<Resource>photos-1250000000.cos.ap-guangzhou.myqcloud.com/a.txt</Resource>
	<RequestId>NWQ0MDlhNTBfMjNiMjM1MGFfMmVhYl9kMGQ0</RequestId>
	<TraceId>OGVmYzZiMmQzYjA2OWNhODk0NTRkMTBiOWVmMDAxODc=</TraceId>
</Error>`;

describe('readCosError', () => {
  it('reads code, message and request id', async () => {
    expect(await read(document('NoSuchBucket', 'The specified bucket does not exist.'))).toEqual({
      kind: 'no-bucket',
      serviceCode: 'NoSuchBucket',
      serviceMessage: 'The specified bucket does not exist.',
      requestId: 'NWQ0MDlhNTBfMjNiMjM1MGFfMmVhYl9kMGQ0',
    });
  });

  it.each([
    ['AccessDenied', 'Request has expired', 'clock'],
    ['AccessDenied', 'Access Denied.', 'denied'],
    ['RequestTimeTooSkewed', '', 'clock'],
    ['ExpiredToken', '', 'expired-credentials'],
    ['InvalidAccessKeyId', '', 'expired-credentials'],
    ['SignatureDoesNotMatch', 'The Signature you specified is invalid.', 'signature'],
    ['NoSuchBucket', 'The specified bucket does not exist.', 'no-bucket'],
    ['NoSuchKey', 'The specified key does not exist.', 'no-object'],
    ['BucketAccelerateNotEnabled', '', 'other'],
    ['constructor', '', 'other'],
  ])('%s, "%s" means %s', async (serviceCode, serviceMessage, kind) => {
    expect(await read(document(serviceCode, serviceMessage))).toMatchObject({
      kind,
      serviceCode,
      serviceMessage,
    });
  });

  it("reads the store's clock", async () => {
    const body = document(
      'AccessDenied',
      'Request has expired',
      '<ServerTime>2018-01-04T02:50:36Z</ServerTime>',
    );
    expect(await read(body)).toMatchObject({ kind: 'clock', serverTime: new Date('2018-01-04T02:50:36Z') });
  });

  it.each([
    ['nothing', ''],
    ['a page', '<html><head><title>502</title></head><body>Bad <br> Gateway</body></html>'],
    ['XML cut short', '<Error><Code>AccessDenied</Co'],
    ['text', 'upstream connect error'],
  ])('of %s gives empty texts, and the id of the header', async (_, body) => {
    expect(await read(body, { 'x-cos-request-id': 'R1' })).toEqual({
      kind: 'other',
      serviceCode: '',
      serviceMessage: '',
      requestId: 'R1',
    });
  });
});
