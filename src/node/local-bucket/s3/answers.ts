import { awsCorsCodec } from '../../../stores/aws/cors-codec.js';
import type { AnswerWriters, FormWish, StoredAt } from '../dialect.js';
import type { Answer } from '../exchange.js';
import { percentEncode } from '../percent-encode.js';
import { writeXmlDocument } from '../xml/write-xml.js';
import { emptyAnswer, xmlAnswer, xmlAnswers } from '../xml/xml-answers.js';
import { writeAssumeRole } from './assume-role.js';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** S3's answers to what succeeded. */
export const s3Answers: AnswerWriters = {
  ...xmlAnswers({
    namespace: NAMESPACE,
    owner: { id: '0'.repeat(64), displayName: 'local-bucket' },
    storageClass: 'STANDARD',
    etag: quote,
    encodeKey: (key) => key.split('/').map(percentEncode).join('/'),
    bucketItems: (_bucket, region) => [['BucketRegion', region]],
  }),
  createBucket: (bucket) => emptyAnswer(200, [['Location', `/${bucket}`]]),
  headBucket: (region) => emptyAnswer(200, [['x-amz-bucket-region', region]]),
  deleteBucket: () => emptyAnswer(204),
  putObject: ({ etag }) => emptyAnswer(200, [['ETag', quote(etag)]]),
  deleteObject: () => emptyAnswer(204),
  objectHeaders: () => [],
  postForm,
  abortMultipart: () => emptyAnswer(204),
  putCors: () => emptyAnswer(200),
  getCors: (configuration) =>
    xmlAnswer(200, `<?xml version="1.0" encoding="UTF-8"?>\n${awsCorsCodec.write(configuration)}`),
  deleteCors: () => emptyAnswer(204),
  assumeRole: writeAssumeRole,
};

function quote(etag: string): string {
  return `"${etag}"`;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html */
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
