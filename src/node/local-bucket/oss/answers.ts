import type { CorsConfiguration } from '../../../model/cors-configuration.js';
import { ossCorsCodec } from '../../../stores/oss/cors-codec.js';
import type { AnswerWriters } from '../dialect.js';
import type { Answer } from '../exchange.js';
import { percentEncode } from '../percent-encode.js';
import type { ObjectRecord } from '../storage/object-storage.js';
import { emptyAnswer, xmlAnswer } from '../xml/xml-answer.js';
import { xmlAnswers } from '../xml/xml-answers.js';

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
  regionHeader: 'x-oss-bucket-region',
  formItems: ['Bucket', 'Location', 'Key', 'ETag'],
  formLocation: false,
});

/** OSS's answers to what succeeded. No CRC-64 is computed: `x-oss-hash-crc64ecma` is absent. */
export const ossAnswers: AnswerWriters = {
  ...shared,
  putObject: ({ etag }) =>
    emptyAnswer(200, [
      ['ETag', writeEtag(etag)],
      ['Content-MD5', Buffer.from(etag, 'hex').toString('base64')],
    ]),
  objectHeaders: (record) => [
    ['x-oss-object-type', typeOf(record)],
    ['x-oss-storage-class', 'Standard'],
  ],
  // Its clients read the ETag from the header.
  completeMultipart: (stored) => {
    const answer = shared.completeMultipart(stored);
    return { ...answer, headers: [...answer.headers, ['ETag', writeEtag(stored.record.etag)]] };
  },
  getCors,
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
