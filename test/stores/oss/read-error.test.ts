import { describe, expect, it } from 'vitest';
import { readOssError } from '../../../src/stores/oss/read-error.js';

const read = (body: string, headers: Record<string, string> = {}) => readOssError(body, new Headers(headers));

/** As OSS writes it. @see https://www.alibabacloud.com/help/en/oss/support/http-status-code-403 */
const document = (code: string, message: string, rest = '') => `<?xml version="1.0" encoding="UTF-8"?>
<Error>
  <Code>${code}</Code>
  <Message>${message}</Message>
  <RequestId>5CDE0123456789ABCDEF0123</RequestId>
  <HostId>photos.oss-cn-hangzhou.aliyuncs.com</HostId>
  ${rest}
  <EC>0034-00000001</EC>
  <RecommendDoc>https://api.aliyun.com/troubleshoot?q=0034-00000001</RecommendDoc>
</Error>`;

describe('readOssError', () => {
  it('reads code, message and request id', async () => {
    expect(await read(document('NoSuchCORSConfiguration', 'The CORS Configuration does not exist.'))).toEqual(
      {
        kind: 'other',
        serviceCode: 'NoSuchCORSConfiguration',
        serviceMessage: 'The CORS Configuration does not exist.',
        requestId: '5CDE0123456789ABCDEF0123',
      },
    );
  });

  it.each([
    ['SecurityTokenExpired', 'The security token you provided has expired.', 'expired-credentials'],
    ['InvalidSecurityToken', 'The security token you provided is invalid.', 'expired-credentials'],
    [
      'AccessKeyIdAndSecurityTokenNotMatch',
      'The OSS access key id and security token you provided does not match',
      'expired-credentials',
    ],
    [
      'InvalidAccessKeyId',
      'The OSS Access Key Id you provided does not exist in our records.',
      'expired-credentials',
    ],
    ['AccessDenied', "Access denied by authorizer's policy.", 'denied'],
    ['AccessDenied', 'You have no right to access this object because of bucket acl.', 'denied'],
    ['AccessDenied', 'Access denied by bucket policy.', 'denied'],
    ['AccessDenied', 'You are denied by bucket referer policy.', 'denied'],
    ['AccessDenied', 'Request has expired.', 'clock'],
    [
      'AccessDenied',
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
      'region',
    ],
    [
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      'signature',
    ],
    [
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      'clock',
    ],
    ['NoSuchBucket', 'The specified bucket does not exist.', 'no-bucket'],
    ['NoSuchKey', 'The specified key does not exist.', 'no-object'],
    ['SecondLevelDomainForbidden', 'Please use virtual hosted style to access.', 'other'],
    ['AccessForbidden', 'CORSResponse: CORS is not enabled for this bucket.', 'other'],
    ['constructor', '', 'other'],
  ])('%s, "%s" means %s', async (serviceCode, serviceMessage, kind) => {
    expect(await read(document(serviceCode, serviceMessage))).toMatchObject({
      kind,
      serviceCode,
      serviceMessage,
    });
  });

  it("reads the store's clock", async () => {
    const rest =
      '<MaxAllowedSkewMilliseconds>900000</MaxAllowedSkewMilliseconds><RequestTime>2022-05-24T10:00:00.000Z</RequestTime><ServerTime>2022-05-24T10:30:00.000Z</ServerTime>';
    const body = document(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      rest,
    );
    expect(await read(body)).toMatchObject({ kind: 'clock', serverTime: new Date('2022-05-24T10:30:00Z') });
    expect(await read(document('AccessDenied', 'x', rest))).toMatchObject({ kind: 'clock' });
    expect(await read(document('AccessDenied', 'x', '<ServerTime>noon</ServerTime>'))).not.toHaveProperty(
      'serverTime',
    );
  });

  it('reads the answer to a HEAD out of its header, base64', async () => {
    const body = document('NoSuchKey', 'The specified key does not exist.');
    expect(await read('', { 'x-oss-err': btoa(body) })).toEqual(await read(body));
    // The body counts where there is one.
    expect(await read(body, { 'x-oss-err': btoa(document('Other', '')) })).toMatchObject({
      serviceCode: 'NoSuchKey',
    });
  });

  it.each([
    ['nothing', '', {}],
    ['a page', '<html><head><title>502</title></head><body>Bad <br> Gateway</body></html>', {}],
    ['XML cut short', '<Error><Code>AccessDenied</Co', {}],
    ['JSON', '{"Code":"AccessDenied"}', {}],
    ['a header that is no base64', '', { 'x-oss-err': '%' }],
    ['a header that is no XML', '', { 'x-oss-err': btoa('nothing') }],
  ])('of %s gives empty texts, and the id of the header', async (_, body, headers) => {
    expect(await read(body, { 'x-oss-request-id': 'R1', ...headers })).toEqual({
      kind: 'other',
      serviceCode: '',
      serviceMessage: '',
      requestId: 'R1',
    });
  });
});
