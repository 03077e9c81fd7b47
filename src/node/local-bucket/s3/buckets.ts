import { ParseError } from '../../../model/errors.js';
import { childElements, childText, parseXml, type XmlElement } from '../../../xml/parse-xml.js';
import type { Answer } from '../exchange.js';
import { isBucketName } from '../memory-store.js';
import { findBucket } from './find-bucket.js';
import { S3Error } from './s3-error.js';
import type { S3Call } from './s3-service.js';

/** `PUT /BUCKET`: an empty bucket without CORS rules. @throws S3Error when the name is taken or can be no bucket's. */
export async function createBucket({ service, target, body }: S3Call): Promise<Answer> {
  const name = target.bucket ?? '';
  if (!isBucketName(name)) {
    throw new S3Error(400, 'InvalidBucketName', 'The specified bucket is not valid.', [['BucketName', name]]);
  }
  await checkLocation(body, service.region);
  if (service.store.has(name)) {
    const message = 'Your previous request to create the named bucket succeeded and you already own it.';
    throw new S3Error(409, 'BucketAlreadyOwnedByYou', message, [['BucketName', name]]);
  }
  service.store.set(name, { rules: [], objects: new Map() });
  return { status: 200, headers: [['Location', `/${name}`]], body: '' };
}

/** `HEAD /BUCKET`: whether it exists, and its region. @throws S3Error `NoSuchBucket`. */
export function headBucket(call: S3Call): Answer {
  findBucket(call);
  return { status: 200, headers: [['x-amz-bucket-region', call.service.region]], body: '' };
}

/** `DELETE /BUCKET`. @throws S3Error `NoSuchBucket`, `BucketNotEmpty`. */
export function deleteBucket(call: S3Call): Answer {
  const name = call.target.bucket ?? '';
  if (findBucket(call).objects.size > 0) {
    const message = 'The bucket you tried to delete is not empty';
    throw new S3Error(409, 'BucketNotEmpty', message, [['BucketName', name]]);
  }
  call.service.store.delete(name);
  return { status: 204, headers: [], body: '' };
}

async function checkLocation(body: Uint8Array, region: string): Promise<void> {
  if (body.byteLength === 0) return;
  const document = await readDocument(body);
  const [configuration] = childElements(document, 'CreateBucketConfiguration');
  if (configuration === undefined) throw malformedXml();
  const location = childText(configuration, 'LocationConstraint') ?? '';
  if (location === '' || location === region) return;
  throw new S3Error(
    400,
    'IllegalLocationConstraintException',
    `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

function readDocument(body: Uint8Array): Promise<XmlElement> {
  return parseXml(Buffer.from(body).toString()).catch(refuseXml);
}

/** Turns a parser's refusal into the store's. What failed for another reason is no fault of the document. */
export function refuseXml(error: unknown): never {
  throw error instanceof ParseError ? malformedXml() : error;
}

/** The store's one answer to a document that it cannot read. */
export function malformedXml(): S3Error {
  return new S3Error(
    400,
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}
