import { describe, expect, it } from 'vitest';
import { readQingstorError } from '../../../src/stores/qingstor/read-error.js';

const read = (body: string, headers: Record<string, string> = {}) =>
  readQingstorError(body, new Headers(headers));

/** As QingStor writes it. */
const document = (code: string, message: string) =>
  JSON.stringify({
    code,
    message,
    request_id: 'aa08cf7a43f611e5886952542e6ce14b',
    url: 'http://docs.qingcloud.com/object_storage/api/bucket/get.html',
  });

describe('readQingstorError', () => {
  it('reads code, message and request id', async () => {
    expect(await read(document('bucket_not_exists', 'The bucket you are accessing does not exist.'))).toEqual(
      {
        kind: 'no-bucket',
        serviceCode: 'bucket_not_exists',
        serviceMessage: 'The bucket you are accessing does not exist.',
        requestId: 'aa08cf7a43f611e5886952542e6ce14b',
      },
    );
  });

  it.each([
    ['request_expired', 'clock'],
    ['permission_denied', 'denied'],
    ['access_denied', 'denied'],
    ['object_not_exists', 'no-object'],
    ['bucket_not_exists', 'no-bucket'],
    ['signature_not_matched', 'signature'],
    ['invalid_access_key_id', 'signature'],
    ['form_policy_violated', 'other'],
    ['delinquent_account', 'other'],
    ['service_unavailable', 'other'],
    ['constructor', 'other'],
  ])('%s means %s', async (serviceCode, kind) => {
    expect(await read(document(serviceCode, 'x'))).toMatchObject({ kind, serviceCode });
  });

  it.each([
    ['nothing', ''],
    ['a page of the server in front', '<html><head><title>502 Bad Gateway</title></head></html>'],
    ['JSON cut short', '{"code":"request_expi'],
    ['JSON that is no object', '"request_expired"'],
    ['null', 'null'],
    ['a list', '["request_expired"]'],
    ['fields that are no text', '{"code":403,"message":{},"request_id":5}'],
  ])('of %s gives empty texts, and the id of the header', async (_, body) => {
    expect(await read(body, { 'x-qs-request-id': 'R1' })).toEqual({
      kind: 'other',
      serviceCode: '',
      serviceMessage: '',
      requestId: 'R1',
    });
  });

  it('has no id where none is told', async () => {
    expect(await read('{}')).toEqual({ kind: 'other', serviceCode: '', serviceMessage: '' });
  });
});
