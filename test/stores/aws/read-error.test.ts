import { describe, expect, it, vi } from 'vitest';
import { readAwsError } from '../../../src/stores/aws/read-error.js';

const read = (body: string, headers: Record<string, string> = {}) => readAwsError(body, new Headers(headers));

describe('readAwsError', () => {
  it('reads code, message and request id', async () => {
    const body = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>4442587FB7D0A2F9</RequestId><HostId>aGk=</HostId></Error>`;
    expect(await read(body)).toEqual({
      kind: 'denied',
      serviceCode: 'AccessDenied',
      serviceMessage: 'Access Denied',
      requestId: '4442587FB7D0A2F9',
    });
  });

  it("reads the store's clock", async () => {
    const body =
      '<Error><Code>RequestTimeTooSkewed</Code><Message>The difference between the request time and the current time is too large.</Message><RequestTime>20260524T100000Z</RequestTime><ServerTime>2026-05-24T10:30:00Z</ServerTime><MaxAllowedSkewMilliseconds>900000</MaxAllowedSkewMilliseconds></Error>';
    expect(await read(body)).toMatchObject({ serverTime: new Date('2026-05-24T10:30:00Z') });
    expect(await read(body.replace('2026-05-24T10:30:00Z', 'noon'))).not.toHaveProperty('serverTime');
  });

  it('reads the region that was expected, from the body or the header', async () => {
    const body =
      "<Error><Code>AuthorizationHeaderMalformed</Code><Message>The region 'us-east-1' is wrong; expecting 'eu-west-1'</Message><Region>eu-west-1</Region></Error>";
    expect(await read(body, { 'x-amz-bucket-region': 'other' })).toMatchObject({
      expectedRegion: 'eu-west-1',
    });
    expect(await read('', { 'x-amz-bucket-region': 'eu-west-1' })).toEqual({
      kind: 'other',
      serviceCode: '',
      serviceMessage: '',
      expectedRegion: 'eu-west-1',
    });
  });

  it('reads what Ceph answers: a code, an empty message', async () => {
    const body =
      '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code><Message></Message><BucketName>photos</BucketName><RequestId>tx00000a-65-default</RequestId><HostId>1-default-default</HostId></Error>';
    expect(await read(body)).toEqual({
      kind: 'no-object',
      serviceCode: 'NoSuchKey',
      serviceMessage: '',
      requestId: 'tx00000a-65-default',
    });
  });

  it('reads an error in a namespace and after white space', async () => {
    expect(await read('\n <e:Error xmlns:e="urn:x"><e:Code>X</e:Code></e:Error>')).toMatchObject({
      serviceCode: 'X',
    });
  });

  it.each([
    ['nothing', ''],
    ['a page of HTML', '<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>'],
    [
      'HTML without a document type',
      '<html><head><title>502</title></head><body>Bad <br> Gateway</body></html>',
    ],
    ['XML that is no error', '<ListBucketResult><Code>X</Code></ListBucketResult>'],
    ['XML cut short', '<Error><Code>AccessDenied</Co'],
    ['JSON', '{"Code":"AccessDenied"}'],
    ['text', 'upstream connect error'],
    ['an error that is text', '<Error>AccessDenied</Error>'],
    ['an error within', '<x><Error><Code>X</Code></Error></x>'],
  ])('of %s gives empty texts, and the id of the header', async (_, body) => {
    expect(await read(body, { 'x-amz-request-id': 'R1' })).toEqual({
      kind: 'other',
      serviceCode: '',
      serviceMessage: '',
      requestId: 'R1',
    });
  });

  it('gives empty texts when the parser cannot be loaded', async () => {
    vi.resetModules();
    vi.doMock('fast-xml-parser', () => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    try {
      const { readAwsError: readWithoutParser } = await import('../../../src/stores/aws/read-error.js');
      const body = '<Error><Code>AccessDenied</Code></Error>';
      expect(await readWithoutParser(body, new Headers({ 'x-amz-request-id': 'R1' }))).toMatchObject({
        serviceCode: '',
        requestId: 'R1',
      });
    } finally {
      vi.doUnmock('fast-xml-parser');
      vi.resetModules();
    }
  });
});

describe('what an error means', () => {
  it.each([
    ['ExpiredToken', '', 'expired-credentials'],
    ['InvalidToken', '', 'expired-credentials'],
    ['InvalidTokenId', '', 'expired-credentials'],
    ['RequestTimeTooSkewed', '<ServerTime>2026-05-24T10:30:00Z</ServerTime>', 'clock'],
    [
      'AccessDenied',
      '<Expires>2026-05-24T10:00:00Z</Expires><ServerTime>2026-05-24T10:30:00Z</ServerTime>',
      'clock',
    ],
    ['AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>', 'region'],
    ['AuthorizationHeaderMalformed', '', 'signature'],
    ['PermanentRedirect', '<Endpoint>photos.s3.eu-west-1.example</Endpoint>', 'region'],
    ['TemporaryRedirect', '', 'region'],
    ['AccessDenied', '', 'denied'],
    ['NoSuchBucket', '', 'no-bucket'],
    ['NoSuchKey', '', 'no-object'],
    ['SignatureDoesNotMatch', '', 'signature'],
    ['InvalidAccessKeyId', '', 'expired-credentials'],
    ['SlowDown', '', 'other'],
    ['constructor', '', 'other'],
  ])('%s with "%s" means %s', async (code, rest, kind) => {
    expect(await read(`<Error><Code>${code}</Code>${rest}</Error>`)).toMatchObject({ kind });
  });
});
