import { describe, expect, it } from 'vitest';
import { startOssBucket } from '../../support/oss-bucket.js';
import { element } from '../../support/send.js';
import { type Received, sendToHost } from '../../support/send-to-host.js';

const PAGE = 'https://app.example.com';
const RULE =
  '<CORSRule><AllowedOrigin>https://*.example.com</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><AllowedMethod>GET</AllowedMethod>' +
  '<AllowedHeader>X-OSS-*</AllowedHeader><AllowedHeader>Authorization</AllowedHeader><ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-oss-request-id</ExposeHeader></CORSRule>';
const configuration = (inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<CORSConfiguration>\n  ${inner}\n</CORSConfiguration>`;

describe('the CORS configuration of OSS', () => {
  it('comes back as OSS keeps it: header names in lower case, ResponseVary after the rules', async () => {
    const bucket = await startOssBucket();
    const none = await bucket.send('GET', { query: { cors: '' } });
    expect([none.status, none.code, element(none.text, 'Message')]).toEqual([
      404,
      'NoSuchCORSConfiguration',
      'The CORS Configuration does not exist.',
    ]);
    const put = await bucket.putCors(configuration(`${RULE}<ResponseVary>true</ResponseVary>`));
    expect([put.status, put.text]).toEqual([200, '']);
    const got = await bucket.send('GET', { query: { cors: '' } });
    expect(got.text.replace(/>\s+</g, '><').trim()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><CORSConfiguration>' +
        RULE.replace('X-OSS-*', 'x-oss-*').replace('Authorization', 'authorization') +
        '<ResponseVary>true</ResponseVary></CORSConfiguration>',
    );
    expect((await bucket.send('DELETE', { query: { cors: '' } })).status).toBe(204);
    expect((await bucket.send('DELETE', { query: { cors: '' } })).status).toBe(204);
    expect((await bucket.send('GET', { query: { cors: '' } })).status).toBe(404);
  });

  it('is kept in the same way when it is given as an option', async () => {
    const rule = { allowedOrigins: ['*'], allowedMethods: ['GET'], allowedHeaders: ['X-Oss-*'] };
    const bucket = await startOssBucket({
      buckets: { photos: [rule], plain: [{ allowedOrigins: ['*'], allowedMethods: ['GET'] }] },
    });
    const got = await bucket.send('GET', { query: { cors: '' } });
    expect(element(got.text, 'AllowedHeader')).toBe('x-oss-*');
    expect(
      element((await bucket.send('GET', { bucket: 'plain', query: { cors: '' } })).text, 'AllowedHeader'),
    ).toBeNull();
  });

  it.each([
    ['no rule', '', 'MalformedXML', '0034-00000002'],
    ['no rule but ResponseVary', '<ResponseVary>true</ResponseVary>', 'MalformedXML', '0034-00000002'],
    ['an odd ResponseVary', `${RULE}<ResponseVary>yes</ResponseVary>`, 'MalformedXML', null],
    ['no origin', RULE.replace(/<AllowedOrigin>.*?Origin>/, ''), 'MalformedXML', null],
    ['an empty origin', RULE.replace('https://*.example.com', ''), 'MalformedXML', null],
    ['no method', RULE.replace(/<AllowedMethod>.*<\/AllowedMethod>/, ''), 'InvalidArgument', '0034-00000011'],
    ['an empty method', RULE.replace('PUT', ''), 'InvalidArgument', '0034-00000011'],
    ['the method OPTIONS', RULE.replace('PUT', 'OPTIONS'), 'InvalidArgument', '0034-00000011'],
    ['the method *', RULE.replace('PUT', '*'), 'InvalidArgument', '0034-00000011'],
    ['a method in small letters', RULE.replace('PUT', 'put'), 'InvalidArgument', '0034-00000011'],
    ['two stars in an origin', RULE.replace('https://*', '*://*'), 'InvalidArgument', null],
    ['two stars in a header', RULE.replace('X-OSS-*', 'x-*-*'), 'InvalidArgument', null],
    ['a star in an exposed header', RULE.replace('ETag', 'x-*'), 'InvalidArgument', '0034-00000013'],
    ['an exposed header in Chinese', RULE.replace('ETag', 'x-中'), 'InvalidArgument', '0034-00000013'],
    [
      'quotes in an exposed header',
      RULE.replace('ETag', '&quot;ETag&quot;'),
      'InvalidArgument',
      '0034-00000013',
    ],
    ['quotes in a header', RULE.replace('X-OSS-*', '&apos;a&apos;'), 'InvalidArgument', null],
    [
      'an odd age',
      RULE.replace('</CORSRule>', '<MaxAgeSeconds>-1</MaxAgeSeconds></CORSRule>'),
      'InvalidArgument',
      null,
    ],
    [
      'two ages',
      RULE.replace(
        '</CORSRule>',
        '<MaxAgeSeconds>1</MaxAgeSeconds><MaxAgeSeconds>2</MaxAgeSeconds></CORSRule>',
      ),
      'MalformedXML',
      null,
    ],
    ['a misspelt element', RULE.replaceAll('ExposeHeader', 'ExposeHeaders'), 'MalformedXML', null],
    ['the name of a rule', RULE.replace('<CORSRule>', '<CORSRule><ID>a</ID>'), 'MalformedXML', null],
    ['text where none belongs', `${RULE}text`, 'MalformedXML', null],
    ['21 rules', RULE.repeat(21), 'CORSRuleBeyondLimit', null],
    ['more than 16 KiB', `${RULE.repeat(20)}<!--${'x'.repeat(16 * 1024)}-->`, 'EntityTooLarge', null],
  ])('is refused as a whole with %s', async (_, inner, code, ec) => {
    const bucket = await startOssBucket();
    const answer = await bucket.putCors(configuration(inner));
    expect([answer.status, answer.code, element(answer.text, 'EC')]).toEqual([400, code, ec]);
    expect(answer.headers['x-oss-ec']).toBe(ec ?? undefined);
    expect((await bucket.send('GET', { query: { cors: '' } })).status).toBe(404);
  });

  it('may have 20 rules, and ages', async () => {
    const bucket = await startOssBucket();
    const aged = RULE.replace('</CORSRule>', '<MaxAgeSeconds>600</MaxAgeSeconds></CORSRule>');
    expect((await bucket.putCors(configuration(RULE.repeat(19) + aged))).status).toBe(200);
    const got = await bucket.send('GET', { query: { cors: '' } });
    expect([got.text.match(/<CORSRule>/g)?.length, element(got.text, 'MaxAgeSeconds')]).toEqual([20, '600']);
  });

  it('is refused with the MD5 of another document', async () => {
    const bucket = await startOssBucket();
    const answer = await bucket.send('PUT', {
      query: { cors: '' },
      body: configuration(RULE),
      headers: { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' },
    });
    expect([answer.status, answer.code]).toEqual([400, 'InvalidDigest']);
  });
});

describe('a preflight of OSS', () => {
  const preflight = (url: string, headers: Record<string, string>): Promise<Received> =>
    sendToHost(url, { method: 'OPTIONS', headers });
  const asked = {
    origin: PAGE,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'authorization,x-oss-date',
  };

  it('is answered by the first rule that matches', async () => {
    const bucket = await startOssBucket();
    await bucket.putCors(configuration(RULE));
    const { status, headers } = await preflight(`${bucket.photos}/a`, asked);
    expect([status, corsHeaders(headers)]).toEqual([
      200,
      {
        'access-control-allow-origin': PAGE,
        'access-control-allow-methods': 'PUT, GET',
        'access-control-allow-headers': 'authorization, x-oss-date',
        'access-control-expose-headers': 'ETag, x-oss-request-id',
        'access-control-max-age': '0',
      },
    ]);
    expect(headers.vary).toBeUndefined();
    expect(headers['x-oss-request-id']).toMatch(/^[0-9A-F]{24}$/);
    await bucket.putCors(configuration(`${RULE}<ResponseVary>true</ResponseVary>`));
    expect((await preflight(`${bucket.photos}/a`, asked)).headers.vary).toBe('Origin');
  });

  it('is refused in the words of OSS', async () => {
    const bucket = await startOssBucket();
    const without = await preflight(bucket.photos, asked);
    expect([without.status, without.code, element(without.text, 'Message')]).toEqual([
      403,
      'AccessForbidden',
      'CORSResponse: CORS is not enabled for this bucket.',
    ]);
    await bucket.putCors(configuration(RULE));
    const refused = await preflight(bucket.photos, { ...asked, origin: 'https://other.example' });
    expect([refused.status, refused.code, corsHeaders(refused.headers)]).toEqual([
      403,
      'AccessForbidden',
      {},
    ]);
    expect(element(refused.text, 'Message')).toMatch(/^CORSResponse: This CORS request is not allowed\./);
    const missing = await preflight(bucket.photos.replace('photos', 'nowhere'), asked);
    expect([missing.status, missing.code]).toEqual([404, 'NoSuchBucket']);
  });

  it.each([true, false])('leaves refused signatures readable: %s', async (corsHeadersOnAuthErrors) => {
    const bucket = await startOssBucket(corsHeadersOnAuthErrors ? {} : { corsHeadersOnAuthErrors });
    await bucket.putCors(configuration(RULE));
    const headers = { origin: PAGE };
    const refused = await bucket.send('GET', {
      headers,
      keys: { ...bucket.rootCredentials, secretAccessKey: 'x' },
    });
    expect([refused.code, refused.headers['access-control-allow-origin']]).toEqual([
      'SignatureDoesNotMatch',
      corsHeadersOnAuthErrors ? PAGE : undefined,
    ]);
    const missing = await bucket.send('GET', { key: 'nothing', headers });
    expect([missing.code, missing.headers['access-control-allow-origin']]).toEqual(['NoSuchKey', PAGE]);
    // What the rules do not allow is done all the same.
    const other = await bucket.send('PUT', {
      key: 'a',
      body: 'a',
      headers: { origin: 'https://other.example' },
    });
    expect([other.status, corsHeaders(other.headers)]).toEqual([200, {}]);
  });
});

function corsHeaders(headers: Received['headers']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')));
}
