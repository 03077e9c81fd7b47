import type { AnswerWriters, FormWish, StoredAt } from '../dialect.js';
import type { Answer } from '../exchange.js';
import { Refusal } from '../refusal.js';
import { writeXmlDocument } from '../xml/write-xml.js';
import { emptyAnswer, xmlAnswer, xmlAnswers } from '../xml/xml-answers.js';
import { writeCors } from './cors-document.js';
import { percentEncodeText } from './percent-encode.js';

const OWNER = 'qcs::cam::uin/100000000001:uin/100000000001';

/** COS's answers to what succeeded. The checksums of content, `x-cos-hash-crc64ecma`, are not computed. */
export const cosAnswers: AnswerWriters = {
  ...xmlAnswers({
    namespace: '',
    owner: { id: OWNER, displayName: '100000000001' },
    storageClass: 'STANDARD',
    etag: quote,
    encodeKey: (key) => key.split('/').map(percentEncodeText).join('/'),
    bucketItems: (_bucket, region) => [
      ['Location', region],
      ['BucketType', 'cos'],
    ],
  }),
  createBucket: () => emptyAnswer(200),
  headBucket: (region) => emptyAnswer(200, [['x-cos-bucket-region', region]]),
  deleteBucket: () => emptyAnswer(204),
  putObject: ({ etag }) => emptyAnswer(200, [['ETag', quote(etag)]]),
  deleteObject: () => emptyAnswer(204),
  objectHeaders: () => [],
  postForm,
  abortMultipart: () => emptyAnswer(204),
  putCors: () => emptyAnswer(200),
  getCors: (configuration) => xmlAnswer(200, writeCors(configuration)),
  deleteCors: () => emptyAnswer(204),
  assumeRole: () => {
    throw new Refusal('not-implemented', { what: 'AssumeRole', header: null });
  },
};

function quote(etag: string): string {
  return `"${etag}"`;
}

/** @see https://www.tencentcloud.com/document/product/436/14690 */
function postForm({ bucket, record, location }: StoredAt, { status, redirect }: FormWish): Answer {
  const etag = quote(record.etag);
  const headers = [
    ['ETag', etag],
    ['Location', location],
  ] as const;
  const to = redirect === null || !URL.canParse(redirect) ? null : new URL(redirect);
  if (to !== null) {
    to.searchParams.set('bucket', bucket);
    to.searchParams.set('key', record.key);
    to.searchParams.set('etag', etag);
    return emptyAnswer(303, [
      ['ETag', etag],
      ['Location', to.href],
    ]);
  }
  if (status === '200') return emptyAnswer(200, headers);
  if (status !== '201') return emptyAnswer(204, headers);
  const items = [
    ['Location', location],
    ['Bucket', bucket],
    ['Key', record.key],
    ['ETag', etag],
  ] as const;
  return xmlAnswer(201, writeXmlDocument('PostResponse', items), headers);
}
