import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { awsCorsCodec } from '../../../src/stores/aws/cors-codec.js';

describe('awsCorsCodec', () => {
  it('sends the MD5 of the bytes', async () => {
    const document = awsCorsCodec.write({
      rules: [{ id: '季度', allowedOrigins: ['*'], allowedMethods: ['GET'] }],
    });
    expect(await awsCorsCodec.checksum(document)).toEqual({
      'content-md5': createHash('md5').update(document, 'utf8').digest('base64'),
    });
    expect(awsCorsCodec.contentType).toBe('application/xml');
  });

  it.each([
    [404, 'NoSuchCORSConfiguration', true],
    [404, 'NoSuchBucket', false],
    [403, 'AccessDenied', false],
    [404, '', false],
  ])('takes %d %s for a bucket without rules: %s', (status, code, none) => {
    expect(awsCorsCodec.meansNone(status, code)).toBe(none);
  });

  it('writes what the command line of AWS takes', () => {
    const json = awsCorsCodec.writeJson({
      rules: [
        {
          id: 'upload',
          allowedOrigins: ['https://a.example'],
          allowedMethods: ['PUT'],
          allowedHeaders: ['authorization'],
          exposeHeaders: ['ETag'],
          maxAgeSeconds: 0,
        },
        { allowedOrigins: ['*'], allowedMethods: ['GET'] },
      ],
    });
    expect(JSON.parse(json)).toEqual({
      CORSRules: [
        {
          ID: 'upload',
          AllowedOrigins: ['https://a.example'],
          AllowedMethods: ['PUT'],
          AllowedHeaders: ['authorization'],
          ExposeHeaders: ['ETag'],
          MaxAgeSeconds: 0,
        },
        { AllowedOrigins: ['*'], AllowedMethods: ['GET'] },
      ],
    });
    expect(json).toMatch(/^\{\n {2}"CORSRules": \[\n[\s\S]*\}\n$/);
  });
});
