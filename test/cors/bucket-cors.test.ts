import { describe, expect, it } from 'vitest';
import { getBucketCors } from '../../src/cors/get-bucket-cors.js';
import { putBucketCors } from '../../src/cors/put-bucket-cors.js';
import { repairRules } from '../../src/cors/repair-rules.js';
import type { CorsConfiguration } from '../../src/model/cors-configuration.js';
import { ossCorsCodec } from '../../src/stores/oss/cors-codec.js';
import { s3 } from '../../src/stores/s3.js';
import { bucketWith } from '../transport/buckets.js';

/** A store that speaks S3 but for its CORS documents, which have room for a switch. */
const store = { ...s3, corsCodec: ossCorsCodec };
const CONFIGURATION: CorsConfiguration = {
  rules: [{ allowedOrigins: ['https://a.example'], allowedMethods: ['GET'] }],
  responseVary: true,
};

describe('a bucket’s configuration', () => {
  it('is put with what stands beside the rules', async () => {
    const { bucket, sent } = bucketWith(() => new Response(''), { store });
    await putBucketCors(bucket, CONFIGURATION);
    await putBucketCors(bucket, CONFIGURATION.rules);
    const bodies = await Promise.all(sent.map(({ init }) => new Response(init.body ?? null).text()));
    expect(bodies).toEqual([
      ossCorsCodec.write(CONFIGURATION),
      ossCorsCodec.write({ rules: CONFIGURATION.rules }),
    ]);
    expect(bodies[0]).toContain('<ResponseVary>true</ResponseVary>');
  });

  it('is read with it, and with what is not understood', async () => {
    const document = ossCorsCodec.write(CONFIGURATION).replace('</CORSRule>', '<ID>a</ID></CORSRule>');
    const { bucket } = bucketWith(() => new Response(document), { store });
    expect(await getBucketCors(bucket)).toEqual({
      configuration: CONFIGURATION,
      unknown: [{ path: 'CORSRule[0].ID', name: 'ID' }],
    });
  });

  it('is empty when the store says that there is none', async () => {
    const none = '<Error><Code>NoSuchCORSConfiguration</Code></Error>';
    const { bucket } = bucketWith(() => new Response(none, { status: 404 }), { store });
    expect(await getBucketCors(bucket)).toEqual({ configuration: { rules: [] }, unknown: [] });
  });

  it('is repaired with what stands beside the rules', () => {
    const asked = { origin: 'https://a.example', method: 'PUT', headers: [] };
    const { repairs } = repairRules(CONFIGURATION, store, asked);
    expect(repairs.length).toBeGreaterThan(0);
    for (const { document, json } of repairs) {
      expect(document).toContain('<ResponseVary>true</ResponseVary>');
      expect(JSON.parse(json).ResponseVary).toBe(true);
    }
    for (const { document } of repairRules(CONFIGURATION.rules, store, asked).repairs)
      expect(document).not.toContain('ResponseVary');
  });
});
