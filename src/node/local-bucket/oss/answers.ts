import type { CorsConfiguration } from '../../../model/cors-configuration.js';
import { ossCorsCodec } from '../../../stores/oss/cors-codec.js';
import type { AnswerWriters, FormWish, StoredAt } from '../dialect.js';
import type { Answer } from '../exchange.js';
import { percentEncode } from '../percent-encode.js';
import { Refusal } from '../refusal.js';
import type { ObjectRecord } from '../storage/object-storage.js';
import { writeXmlDocument, type XmlItems } from '../xml/write-xml.js';
import { emptyAnswer, xmlAnswer, xmlAnswers } from '../xml/xml-answers.js';

const shared = xmlAnswers({
  namespace: '',
  owner: { id: '0000000000000000', displayName: '0000000000000000' },
  storageClass: 'Standard',
  etag: writeEtag,
  encodeKey: percentEncode,
  objectItems: (object) => [['Type', typeOf(object)]],
  bucketItems: (_bucket, region) => [
    ['Location', `oss-${region}`],
    ['Region', region],
    ['StorageClass', 'Standard'],
  ],
});

/** OSS's answers to what succeeded. No CRC-64 is computed: `x-oss-hash-crc64ecma` is absent. */
export const ossAnswers: AnswerWriters = {
  ...shared,
  createBucket: (bucket) => emptyAnswer(200, [['Location', `/${bucket}`]]),
  headBucket: (region) => emptyAnswer(200, [['x-oss-bucket-region', region]]),
  deleteBucket: () => emptyAnswer(204),
  putObject: ({ etag }) =>
    emptyAnswer(200, [
      ['ETag', writeEtag(etag)],
      ['Content-MD5', Buffer.from(etag, 'hex').toString('base64')],
    ]),
  deleteObject: () => emptyAnswer(204),
  objectHeaders: (record) => [
    ['x-oss-object-type', typeOf(record)],
    ['x-oss-storage-class', 'Standard'],
  ],
  postForm,
  // Its clients read the ETag from the header.
  completeMultipart: (stored) => {
    const answer = shared.completeMultipart(stored);
    return { ...answer, headers: [...answer.headers, ['ETag', writeEtag(stored.record.etag)]] };
  },
  abortMultipart: () => emptyAnswer(204),
  putCors: () => emptyAnswer(200),
  getCors,
  deleteCors: () => emptyAnswer(204),
  // Never asked for: no request is read as one.
  assumeRole: () => {
    throw new Refusal('not-implemented', { what: 'AssumeRole', header: null });
  },
};

/** OSS writes digests in capitals. */
function writeEtag(etag: string): string {
  return `"${etag.toUpperCase()}"`;
}

function typeOf({ etag }: ObjectRecord): string {
  return etag.includes('-') ? 'Multipart' : 'Normal';
}

/** `ResponseVary` is always told. */
function getCors({ rules, responseVary = false }: CorsConfiguration): Answer {
  const document = ossCorsCodec.write({ rules, responseVary });
  return xmlAnswer(200, `<?xml version="1.0" encoding="UTF-8"?>\n${document}`);
}

/** @see https://www.alibabacloud.com/help/en/oss/developer-reference/postobject */
function postForm({ bucket, record, location }: StoredAt, { status, redirect }: FormWish): Answer {
  const etag = writeEtag(record.etag);
  const to = redirect === null || !URL.canParse(redirect) ? null : new URL(redirect);
  if (to !== null) {
    to.searchParams.set('bucket', bucket);
    to.searchParams.set('key', record.key);
    to.searchParams.set('etag', etag);
    return emptyAnswer(303, [['Location', to.href]]);
  }
  if (status === '200') return emptyAnswer(200, [['ETag', etag]]);
  if (status !== '201') return emptyAnswer(204, [['ETag', etag]]);
  const items: XmlItems = [
    ['Bucket', bucket],
    ['Location', location],
    ['Key', record.key],
    ['ETag', etag],
  ];
  return xmlAnswer(201, writeXmlDocument('PostResponse', items), [['ETag', etag]]);
}
