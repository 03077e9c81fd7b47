import { describe, expect, it } from 'vitest';
import { cephDialect, cosDialect, ossDialect, qingstorDialect, s3Dialect } from '../../../src/node/index.js';
import { parseTarget } from '../../../src/node/local-bucket/target.js';

const head = { method: 'PUT', target: '/photos?cors', headers: [['content-md5', 'x']] as const };
const request = { ...head, at: parseTarget(head, []) };

const xml = (root: string, rule: string): string =>
  `<CORSConfiguration>${root}<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>${rule}</CORSRule></CORSConfiguration>`;
const json = (root: object, rule: object): string =>
  JSON.stringify({ cors_rules: [{ allowed_origin: '*', allowed_methods: ['GET'], ...rule }], ...root });
const MALFORMED = { code: 'malformed-document' };
const INVALID = { code: 'invalid_argument' };

describe('what a document asks for is done or refused', () => {
  const configurations = [
    ...[s3Dialect, cephDialect, ossDialect, cosDialect].flatMap(
      (dialect) =>
        [
          [dialect, xml('', ''), null],
          [dialect, xml('', '<AllowCredentials>true</AllowCredentials>'), MALFORMED],
          [dialect, xml('<Other/>', ''), MALFORMED],
        ] as const,
    ),
    [s3Dialect, xml('<ResponseVary>true</ResponseVary>', ''), MALFORMED],
    [ossDialect, xml('<ResponseVary>true</ResponseVary>', ''), null],
    [cosDialect, xml('<ResponseVary>true</ResponseVary>', ''), null],
    [qingstorDialect, json({}, {}), null],
    [qingstorDialect, json({}, { allow_credentials: true }), INVALID],
    [qingstorDialect, json({ other: 1 }, {}), INVALID],
  ] as const;
  const named = configurations.map(([dialect, document, refusal]) => ({ dialect, document, refusal }));
  it.each(named)(
    'of CORS on $dialect.name: $document',
    async ({ dialect: { documents }, document, refusal }) => {
      const reading = documents.readCors(Buffer.from(document), request);
      if (refusal === null) expect((await reading).rules).toHaveLength(1);
      else await expect(reading).rejects.toMatchObject(refusal);
    },
  );

  it.each([s3Dialect, cephDialect, ossDialect])('of a new bucket on $name', async ({ documents }) => {
    const create = (inner: string): Promise<void> =>
      documents.checkCreateBucket(
        Buffer.from(`<CreateBucketConfiguration>\n${inner}</CreateBucketConfiguration>`),
        'us-east-1',
      );
    await create('');
    await expect(create('<Tags><Tag><Key>a</Key></Tag></Tags>')).rejects.toMatchObject({
      code: 'not-implemented',
    });
  });

  it.each([s3Dialect, cephDialect, ossDialect, cosDialect])('of parts on $name', async ({ documents }) => {
    const parts = (inner: string) =>
      documents.readParts(
        Buffer.from(
          `<CompleteMultipartUpload>\n<Part><PartNumber>1</PartNumber><ETag>"a"</ETag>${inner}</Part></CompleteMultipartUpload>`,
        ),
      );
    expect(await parts('')).toEqual([{ partNumber: 1, etag: 'a' }]);
    await expect(parts('<ChecksumCRC32>AAAAAA==</ChecksumCRC32>')).rejects.toMatchObject({
      code: 'not-implemented',
    });
  });
});
