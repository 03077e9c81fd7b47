import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as all from '../../src/index.js';
import { launchChromium } from '../support/chromium.js';
import { describeWithChromium } from '../support/needs.js';
import { serveFiles } from '../support/serve-files.js';

type Sdk = typeof BucketPreflight;
const SCRIPT = 'bucket-preflight.umd.min.js';
const CHINESE = 'bucket-preflight.zh-CN.umd.min.js';

const SCHEMES = ['AwsV4', 'Cos', 'OssV1', 'OssV4', 'Qingstor'];

/** What a page calls from a script tag. To take a name away breaks pages; one more costs every page. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  bucket: ['createBucket', 'prepareBucket', 'sendRequest', 'readCredentials'],
  objects: ['getObject', 'putObject'],
  'signed requests': ['presignUrl', 'presignUrls', 'signForm', 'signRequest', 'toFormData'],
  "an app's signing server": ['ownWire', 'qingstorWire', 'remoteSigner'],
  signers: [
    'locateBucket',
    ...SCHEMES.flatMap((scheme) => ['Form', 'Headers', 'Url'].map((way) => `sign${scheme}${way}`)),
  ],
  rules: ['deleteBucketCors', 'getBucketCors', 'putBucketCors', 'evaluateRules'],
  browser: ['checkCors', 'explainRequest'],
  diagnosis: ['diagnose', 'english', 'explainDiagnosis', 'toText'],
  stores: 'aws b2 ceph cos gcs minio oss ossV1 qingstor r2 s3 spaces wasabi'.split(' '),
  errors: [
    'BucketPreflightError',
    'ConfigError',
    'CorsChangedError',
    'CredentialsError',
    'HttpError',
    'NetworkError',
    'ParseError',
    'SignerError',
    'UnsupportedError',
    'isBucketPreflightError',
  ],
};

const scope: { BucketPreflight?: Sdk } = globalThis;

/** Runs scripts as tags do, one after the other. */
function run(...files: readonly string[]): Sdk {
  delete scope.BucketPreflight;
  for (const file of files) runInThisContext(readFileSync(`dist/${file}`, 'utf8'), { filename: file });
  return globalThis.BucketPreflight;
}

describe('the script', () => {
  afterAll(() => {
    delete scope.BucketPreflight;
  });

  it.each([SCRIPT, 'bucket-preflight.umd.js'])('has in %s what a page calls, name by name', (file) => {
    expect(Object.keys(run(file)).sort()).toEqual(Object.values(NAMES).flat().sort());
  });

  it.each([
    [SCRIPT, CHINESE],
    [CHINESE, SCRIPT],
  ])('has Chinese besides, where %s stands before %s', (first, second) => {
    const sdk = run(first, second);
    expect(Object.keys(sdk).sort()).toEqual([...Object.values(NAMES).flat(), 'chinese'].sort());
    expect(sdk.chinese).toEqual(all.chinese);
  });
});

describe('the XML parser of the bundles, without what is never reached', () => {
  let sdk: Sdk;
  beforeAll(() => {
    sdk = run(SCRIPT);
  });
  afterAll(() => {
    delete scope.BucketPreflight;
  });

  const DOCUMENT = `<?xml version="1.0" encoding="UTF-8"?>
<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><CORSRule><ID>a &amp; b</ID>
<AllowedOrigin>https://a.example</AllowedOrigin><AllowedMethod>PUT</AllowedMethod>
<AllowedHeader><![CDATA[x-amz-*]]></AllowedHeader><MaxAgeSeconds>007</MaxAgeSeconds></CORSRule></CORSConfiguration>`;
  const PIECES = [
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '<!D>',
    '<!DOC [<!ENTITY b "c">]>',
    '<![DOCTYPE]>',
    '<!ENTITY b "c">',
    '<!--x-->',
    '<?xml version="1.1"?>',
    '<?a b="c"?>',
    '<![CDATA[<b>]]>',
    '&lt;',
    '&#65;',
    '&#x1F389;',
    '&euro;',
    '&nbsp;',
    '&b;',
    '&',
    '<a:b c="d>e">1e3</a:b>',
    '<__proto__>1</__proto__>',
    '<ID>',
    '</ID>',
    '<ID/>',
    '"',
    "'",
    '>',
    '<',
    ' ',
    '\r\n',
    '0x1F',
    '<a>'.repeat(120),
  ];

  it.each(PIECES)('reads rules with %s as the package does', async (piece) => {
    for (const place of [DOCUMENT.indexOf('<CORSC'), DOCUMENT.indexOf('</ID>'), DOCUMENT.length]) {
      await expectSameReading(sdk, DOCUMENT.slice(0, place) + piece + DOCUMENT.slice(place));
    }
  });

  it('reads any rules as the package does', async () => {
    const change = fc.tuple(
      fc.nat(DOCUMENT.length),
      fc.nat(8),
      fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const document = changes.reduce(
          (text, [place, dropped, piece]) => text.slice(0, place) + piece + text.slice(place + dropped),
          DOCUMENT,
        );
        await expectSameReading(sdk, document);
      }),
      { numRuns: 500 },
    );
  });

  async function expectSameReading(bundled: Sdk, document: string): Promise<void> {
    const [mine, theirs] = await Promise.all(
      [bundled, all].map((from) =>
        from.s3.corsCodec.read(document).catch((error: Error) => ({
          name: error.name,
          message: error.message,
          cause: String(error.cause ?? ''),
        })),
      ),
    );
    // A document type that slips through would be refused by the parser in words of its own.
    if (mine !== undefined && 'cause' in mine && /not in this bundle/.test(mine.cause)) {
      expect({ ...mine, cause: '' }).toEqual({ ...theirs, cause: '' });
      return;
    }
    expect(mine).toEqual(theirs);
  }
});

describeWithChromium('the scripts in a page', () => {
  it('tell a diagnosis in Chinese', async () => {
    const server = await serveFiles(new Map());
    const serve = (path: string, body: string, contentType: string) =>
      server.files.set(path, { body, contentType });
    for (const file of [SCRIPT, CHINESE]) {
      serve(`/${file}`, readFileSync(`dist/${file}`, 'utf8'), 'text/javascript');
    }
    const tags = [SCRIPT, CHINESE].map((file) => `<script src="/${file}"></script>`).join('');
    // No charset: the browser reads windows-1252.
    serve('/page', `<!doctype html><title>a</title>${tags}`, 'text/html');
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(`${server.origin}/page`);
      const told = await page.evaluate(async (endpoint) => {
        const { chinese, createBucket, diagnose, explainDiagnosis, s3 } = globalThis.BucketPreflight;
        const credentials = { accessKeyId: 'FIXTURE', secretAccessKey: 'fixture', securityToken: 'token' };
        const expiration = new Date(Date.now() + 3_600_000).toISOString();
        const bucket = createBucket({
          store: s3,
          endpoint,
          region: 'us-east-1',
          bucket: 'photos',
          addressing: 'path',
          credentials: () => ({ ...credentials, expiration }),
        });
        // The browser opens no connection to this port: nothing is sent.
        const diagnosis = await diagnose(bucket, { method: 'PUT', key: 'a' });
        return {
          code: diagnosis.code,
          headline: explainDiagnosis(diagnosis, { language: chinese }).headline,
        };
      }, 'http://127.0.0.1:6000');
      expect(told).toEqual({ code: 'env.port', headline: expect.stringMatching(/\p{Script=Han}/u) });
      await page.close();
    } finally {
      await browser.close();
      await server.stop();
    }
  });
});
