import { childText } from '../../../xml/parse-xml.js';
import { isBucketName } from '../bucket-name.js';
import type { DocumentReaders } from '../dialect.js';
import { ServiceError } from '../service-error.js';
import { readXmlParts, readXmlRoot, refuseOthers } from '../xml/xml-documents.js';
import { readAssumeRole } from './assume-role.js';
import { readCors } from './read-cors.js';

/** The documents of S3's requests, and of its STS. */
export const s3Documents: DocumentReaders = {
  isBucketName,
  checkCreateBucket,
  readCors,
  readParts: readXmlParts,
  readAssumeRole,
};

async function checkCreateBucket(document: Uint8Array, region: string): Promise<void> {
  if (document.byteLength === 0) return;
  const configuration = await readXmlRoot(document, 'CreateBucketConfiguration');
  refuseOthers(configuration, ['LocationConstraint']);
  const location = childText(configuration, 'LocationConstraint') ?? '';
  if (location === '' || location === region) return;
  const message = `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`;
  throw new ServiceError(400, 'IllegalLocationConstraintException', message);
}
