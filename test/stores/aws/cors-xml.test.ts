import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusedCors } from '../../../src/cors/validate/refused-cors.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { ParseError } from '../../../src/model/errors.js';
import { awsCorsCodec } from '../../../src/stores/aws/cors-codec.js';
import { s3 } from '../../../src/stores/s3.js';

const readRules = async (document: string) => (await awsCorsCodec.read(document)).configuration.rules;

const hostile = fc.constantFrom(
  '&',
  '<',
  '>',
  '"',
  "'",
  ']]>',
  '&amp;',
  '&#65;',
  '<!--',
  '\r\n',
  '\t',
  ' ',
  '中',
  '🎉',
  'a',
);
const token = fc.stringMatching(/^[!#$%&'+\-.^_`|~0-9A-Za-z]{1,12}$/);
const starred = fc.tuple(token, fc.constantFrom('', '*')).map((parts) => parts.join(''));
const origin = fc.oneof(
  fc.constantFrom(
    '*',
    'null',
    'https://a.example',
    'http://localhost:5173',
    'https://*.example',
    '*.example',
  ),
  fc.stringMatching(/^https:\/\/[a-z0-9&'"<>;=+.-]{1,12}$/),
);
const rule = fc.record(
  {
    id: fc.array(hostile, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')),
    allowedOrigins: fc.array(origin, { minLength: 1, maxLength: 4 }),
    allowedMethods: fc.subarray(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'], { minLength: 1 }),
    allowedHeaders: fc.array(starred, { minLength: 1, maxLength: 4 }),
    exposeHeaders: fc.array(token, { minLength: 1, maxLength: 4 }),
    maxAgeSeconds: fc.nat(),
  },
  { requiredKeys: ['allowedOrigins', 'allowedMethods'] },
);

/** Stores refuse two rules of one name. */
const rules = fc.uniqueArray(rule, {
  minLength: 1,
  maxLength: 4,
  comparator: (a, b) => a !== undefined && a === b,
  selector: ({ id }) => id,
});

describe('the CORS document', () => {
  it('read again gives the rules that were written', async () => {
    await fc.assert(
      fc.asyncProperty(rules, async (written) => {
        expect(refusedCors(written, s3)).toEqual([]);
        expect(await readRules(awsCorsCodec.write({ rules: written }))).toEqual(written);
      }),
      { numRuns: 300 },
    );
  });

  it('is written as S3 takes it', () => {
    expect(
      awsCorsCodec.write({
        rules: [
          {
            id: 'R&D',
            allowedOrigins: ['https://a.example', 'https://b.example'],
            allowedMethods: ['GET', 'PUT'],
            allowedHeaders: ['x-amz-*'],
            exposeHeaders: ['ETag'],
            maxAgeSeconds: 600,
          },
          { allowedOrigins: ['*'], allowedMethods: ['GET'], allowedHeaders: [] },
        ],
      }),
    ).toBe(`<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <CORSRule>
    <ID>R&amp;D</ID>
    <AllowedOrigin>https://a.example</AllowedOrigin>
    <AllowedOrigin>https://b.example</AllowedOrigin>
    <AllowedMethod>GET</AllowedMethod>
    <AllowedMethod>PUT</AllowedMethod>
    <AllowedHeader>x-amz-*</AllowedHeader>
    <ExposeHeader>ETag</ExposeHeader>
    <MaxAgeSeconds>600</MaxAgeSeconds>
  </CORSRule>
  <CORSRule>
    <AllowedOrigin>*</AllowedOrigin>
    <AllowedMethod>GET</AllowedMethod>
  </CORSRule>
</CORSConfiguration>
`);
  });
});

const RULES: CorsRule[] = [
  {
    id: 'upload',
    allowedOrigins: ['https://a.example', 'https://*.b.example'],
    allowedMethods: ['PUT', 'POST'],
    allowedHeaders: ['x-AMZ-server-SIDE-encryption', 'authorization'],
    exposeHeaders: ['ETag'],
    maxAgeSeconds: 3000,
  },
  { allowedOrigins: [''], allowedMethods: ['GET'] },
];

describe('awsCorsCodec reads', () => {
  it.each([
    [
      'what AWS answers',
      `<?xml version="1.0" encoding="UTF-8"?>
<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><CORSRule><ID>upload</ID><AllowedMethod>PUT</AllowedMethod><AllowedMethod>POST</AllowedMethod><AllowedOrigin>https://a.example</AllowedOrigin><AllowedOrigin>https://*.b.example</AllowedOrigin><AllowedHeader>x-AMZ-server-SIDE-encryption</AllowedHeader><AllowedHeader>authorization</AllowedHeader><MaxAgeSeconds>3000</MaxAgeSeconds><ExposeHeader>ETag</ExposeHeader></CORSRule><CORSRule><AllowedOrigin></AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>`,
    ],
    [
      'what Ceph answers: no namespace, elements mixed',
      '<CORSConfiguration><CORSRule><AllowedMethod>PUT</AllowedMethod><AllowedOrigin>https://a.example</AllowedOrigin><AllowedHeader>x-AMZ-server-SIDE-encryption</AllowedHeader><AllowedMethod>POST</AllowedMethod><ExposeHeader>ETag</ExposeHeader><AllowedOrigin>https://*.b.example</AllowedOrigin><AllowedHeader>authorization</AllowedHeader><MaxAgeSeconds>3000</MaxAgeSeconds><ID>upload</ID></CORSRule><CORSRule><ID/><AllowedMethod>GET</AllowedMethod><AllowedOrigin/><MaxAgeSeconds/></CORSRule></CORSConfiguration>',
    ],
    [
      'a document with a prefix, spaces and a comment',
      `<c:CORSConfiguration xmlns:c="http://s3.amazonaws.com/doc/2006-03-01/">
         <!-- the page -->
         <c:CORSRule>
           <c:AllowedOrigin>https&#58;//a.example</c:AllowedOrigin>
           <c:AllowedOrigin>https://*.b.example</c:AllowedOrigin>
           <c:AllowedMethod><![CDATA[PUT]]></c:AllowedMethod>
           <c:AllowedMethod>PO&#x53;T</c:AllowedMethod>
           <c:AllowedHeader>x-AMZ-server-SIDE-encryption</c:AllowedHeader>
           <c:AllowedHeader>authorization</c:AllowedHeader>
           <c:ExposeHeader>ETag</c:ExposeHeader>
           <c:MaxAgeSeconds> 3000 </c:MaxAgeSeconds>
           <c:ID>upload</c:ID>
           <c:Unknown>kept out</c:Unknown>
         </c:CORSRule>
         <c:CORSRule><c:AllowedOrigin></c:AllowedOrigin><c:AllowedMethod>GET</c:AllowedMethod></c:CORSRule>
       </c:CORSConfiguration>`,
    ],
  ])('%s', async (_, document) => {
    expect(await readRules(document)).toEqual(RULES);
  });

  it('a document without rules', async () => {
    expect(await readRules('<CORSConfiguration/>')).toEqual([]);
    expect(await readRules('<CORSConfiguration>\n</CORSConfiguration>')).toEqual([]);
  });
});

describe('awsCorsCodec refuses', () => {
  it.each([
    ['another root', '<Error><Code>AccessDenied</Code></Error>'],
    ['a page of HTML', '<!DOCTYPE html><html><body>Bad gateway</body></html>'],
    ['HTML without a document type', '<html><body>Bad gateway</body></html>'],
    ['a configuration deeper down', '<x><CORSConfiguration/></x>'],
    ['nothing', ''],
    ['JSON', '{"CORSRules":[]}'],
    ['a document cut short', '<CORSConfiguration><CORSRule>'],
    [
      'a life that is no number',
      '<CORSConfiguration><CORSRule><MaxAgeSeconds>1h</MaxAgeSeconds></CORSRule></CORSConfiguration>',
    ],
  ])('%s', async (_, document) => {
    await expect(readRules(document)).rejects.toThrow(ParseError);
  });
});
