import { describe, expect, it } from 'vitest';
import { writeCorsJson } from '../../../src/stores/aws/write-cors-json.js';

describe('writeCorsJson', () => {
  it('writes what the command line of AWS takes', () => {
    const json = writeCorsJson([
      {
        id: 'upload',
        allowedOrigins: ['https://a.example'],
        allowedMethods: ['PUT'],
        allowedHeaders: ['authorization'],
        exposeHeaders: ['ETag'],
        maxAgeSeconds: 0,
      },
      { allowedOrigins: ['*'], allowedMethods: ['GET'] },
    ]);
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
