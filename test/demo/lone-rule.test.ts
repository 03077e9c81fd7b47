import { describe, expect, it } from 'vitest';
import { loneRule } from '../../demo/lone-rule.js';
import { s3 } from '../../src/stores/s3.js';

describe('loneRule', () => {
  it('takes the rule out of its document, so that what is shown replaces nothing', async () => {
    const rules = [
      {
        allowedOrigins: ['https://app.example'],
        allowedMethods: ['PUT'],
        allowedHeaders: ['x-amz-meta-</CORSRule>'],
        maxAgeSeconds: 5,
      },
    ];
    const document = s3.corsCodec.write({ rules });
    const { document: xml, json } = loneRule({ document, json: s3.corsCodec.writeJson({ rules }) });
    expect(xml).toBe(`<CORSRule>
  <AllowedOrigin>https://app.example</AllowedOrigin>
  <AllowedMethod>PUT</AllowedMethod>
  <AllowedHeader>x-amz-meta-&lt;/CORSRule&gt;</AllowedHeader>
  <MaxAgeSeconds>5</MaxAgeSeconds>
</CORSRule>
`);
    expect(json.startsWith('{\n  "AllowedOrigins"')).toBe(true);
    expect(JSON.parse(json)).toEqual({
      AllowedOrigins: ['https://app.example'],
      AllowedMethods: ['PUT'],
      AllowedHeaders: ['x-amz-meta-</CORSRule>'],
      MaxAgeSeconds: 5,
    });
    const { configuration } = await s3.corsCodec.read(`<CORSConfiguration>${xml}</CORSConfiguration>`);
    expect(configuration).toEqual({ rules });
  });
});
