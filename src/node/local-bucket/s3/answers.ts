import { awsCorsCodec } from '../../../stores/aws/cors-codec.js';
import type { AnswerWriters } from '../dialect.js';
import { percentEncode } from '../percent-encode.js';
import { xmlAnswer } from '../xml/xml-answer.js';
import { xmlAnswers } from '../xml/xml-answers.js';
import { writeAssumeRole } from './assume-role.js';

/** S3's answers to what succeeded. */
export const s3Answers: AnswerWriters = {
  ...xmlAnswers({
    namespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    owner: { id: '0'.repeat(64), displayName: 'local-bucket' },
    storageClass: 'STANDARD',
    etag: (etag) => `"${etag}"`,
    encodeKey: (key) => key.split('/').map(percentEncode).join('/'),
    bucketItems: (_bucket, region) => [['BucketRegion', region]],
    regionHeader: 'x-amz-bucket-region',
    formItems: ['Location', 'Bucket', 'Key', 'ETag'],
    formLocation: true,
  }),
  getCors: (configuration) =>
    xmlAnswer(200, `<?xml version="1.0" encoding="UTF-8"?>\n${awsCorsCodec.write(configuration)}`),
  assumeRole: writeAssumeRole,
};
