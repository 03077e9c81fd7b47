import type { AnswerWriters } from '../dialect.js';
import { emptyAnswer, xmlAnswer } from '../xml/xml-answer.js';
import { xmlAnswers } from '../xml/xml-answers.js';
import { writeCors } from './cors-document.js';
import { percentEncodeText } from './percent-encode.js';

const OWNER = 'qcs::cam::uin/100000000001:uin/100000000001';

/** COS's answers to what succeeded. The checksums of content, `x-cos-hash-crc64ecma`, are not computed. */
export const cosAnswers: AnswerWriters = {
  ...xmlAnswers({
    namespace: '',
    owner: { id: OWNER, displayName: '100000000001' },
    storageClass: 'STANDARD',
    etag: (etag) => `"${etag}"`,
    encodeKey: (key) => key.split('/').map(percentEncodeText).join('/'),
    bucketItems: (_bucket, region) => [
      ['Location', region],
      ['BucketType', 'cos'],
    ],
    regionHeader: 'x-cos-bucket-region',
    formItems: ['Location', 'Bucket', 'Key', 'ETag'],
    formLocation: true,
  }),
  createBucket: () => emptyAnswer(200),
  getCors: (configuration) => xmlAnswer(200, writeCors(configuration)),
};
