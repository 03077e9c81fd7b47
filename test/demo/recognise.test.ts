import { describe, expect, it } from 'vitest';
import { recognise } from '../../demo/start/recognise.js';
import { s3 } from '../../src/stores/s3.js';

const NOW = new Date('2026-01-01T00:00:00Z');
const PREFLIGHT = `curl -i -X OPTIONS 'https://photos.s3.example/a' -H 'Origin: https://app.example' -H 'Access-Control-Request-Method: PUT'
HTTP/1.1 403 Forbidden
Content-Length: 0

`;
const REQUEST = {
  method: 'PUT',
  url: 'https://photos.s3.example/a',
  headers: [{ name: 'Origin', value: 'https://app.example' }],
};
const HAR = { log: { entries: [{ request: REQUEST, response: { status: 200, headers: [] } }] } };
const MESSAGE =
  "Access to fetch at 'https://photos.s3.example/a' from origin 'https://app.example' has been blocked by CORS policy: " +
  "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.";
const STS = (end: string) =>
  JSON.stringify({
    Credentials: { AccessKeyId: 'ASIAX', SecretAccessKey: 's', SessionToken: 't', Expiration: end },
  });

describe('recognise', () => {
  it.each([
    ['a curl command with its answer', PREFLIGHT, 'curl'],
    [
      'a curl command alone',
      "curl 'https://photos.s3.example/a' -X PUT -H 'Origin: https://app.example'",
      'curl',
    ],
    ['a line of a console', MESSAGE, 'console'],
    ['a HAR file', JSON.stringify(HAR), 'har'],
    [
      'rules as XML',
      s3.corsCodec.write({ rules: [{ allowedOrigins: ['*'], allowedMethods: ['GET'] }] }),
      'rules',
    ],
    ['rules as JSON', '[{"AllowedOrigins":["https://a.example"],"AllowedMethods":["PUT"]}]', 'rules'],
    [
      'rules of QingStor',
      '{"cors_rules":[{"allowed_origin":"https://a.example","allowed_methods":["PUT"]}]}',
      'rules',
    ],
    ['credentials', STS('2030-01-01T00:00:00Z'), 'credentials'],
    ['credentials that have ended', STS('2020-01-01T00:00:00Z'), 'credentials'],
    ['anything else', 'hello', 'unknown'],
    ['nothing', '', 'unknown'],
    ['JSON of something else', '{"a":1}', 'unknown'],
  ])('knows %s', async (_, text, kind) => {
    expect((await recognise(text, s3, NOW)).kind).toBe(kind);
  });

  it('says what was seen in a recording', async () => {
    const curl = await recognise(PREFLIGHT, s3, NOW);
    expect(curl).toMatchObject({
      diagnoses: [{ stage: 'preflight' }],
      exchange: { request: { method: 'PUT' } },
    });
    const har = await recognise(JSON.stringify(HAR), s3, NOW);
    expect(har).toMatchObject({ diagnoses: [{ code: 'act.no-acao' }] });
  });
});
