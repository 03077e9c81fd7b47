import type { AnswerWriters, ObjectPage, PartPage, StoredAt, UploadPage } from '../dialect.js';
import type { BucketRecord, ObjectRecord, PartRecord, UploadRecord } from '../storage/object-storage.js';
import { type FormStyle, writeFormAnswer } from './write-form-answer.js';
import { writeXmlDocument, writeXmlMillis, type XmlItem, type XmlItems } from './write-xml.js';
import { emptyAnswer, xmlAnswer } from './xml-answer.js';

/** What differs among stores whose documents are S3's but for details. */
export interface XmlStyle extends FormStyle {
  /** Of every root element. Empty: none. */
  readonly namespace: string;
  /** The one account. */
  readonly owner: { readonly id: string; readonly displayName: string };
  /** `STANDARD`, `Standard`. */
  readonly storageClass: string;
  /** How a key is written in a listing that asks for `encoding-type=url`. */
  readonly encodeKey: (key: string) => string;
  /** What an object in a listing has besides. Absent: nothing. */
  readonly objectItems?: (object: ObjectRecord) => XmlItems;
  /** What a bucket in a list of buckets has besides name and date. */
  readonly bucketItems: (bucket: BucketRecord, region: string) => XmlItems;
  /** The header of `HEAD BUCKET` that names the region. */
  readonly regionHeader: string;
}

/** The answers that S3, OSS and COS give alike. */
export function xmlAnswers(style: XmlStyle): Omit<AnswerWriters, 'getCors' | 'assumeRole'> {
  const { namespace, etag } = style;
  const owner: XmlItem = [
    'Owner',
    [
      ['ID', style.owner.id],
      ['DisplayName', style.owner.displayName],
    ],
  ];
  return {
    etag,
    createBucket: (bucket) => emptyAnswer(200, [['Location', `/${bucket}`]]),
    headBucket: (region) => emptyAnswer(200, [[style.regionHeader, region]]),
    deleteBucket: () => emptyAnswer(204),
    putObject: (record) => emptyAnswer(200, [['ETag', etag(record.etag)]]),
    deleteObject: () => emptyAnswer(204),
    objectHeaders: () => [],
    postForm: (stored, wish) => writeFormAnswer(style, stored, wish),
    abortMultipart: () => emptyAnswer(204),
    putCors: () => emptyAnswer(200),
    deleteCors: () => emptyAnswer(204),
    listBuckets: (buckets, region) =>
      xmlAnswer(
        200,
        writeXmlDocument(
          'ListAllMyBucketsResult',
          [owner, ['Buckets', buckets.map((bucket) => bucketItem(style, bucket, region))]],
          namespace,
        ),
      ),
    listObjects: (page) =>
      xmlAnswer(200, writeXmlDocument('ListBucketResult', pageItems(style, page, owner), namespace)),
    initiateMultipart: (bucket, { key, uploadId }: UploadRecord) =>
      xmlAnswer(
        200,
        writeXmlDocument(
          'InitiateMultipartUploadResult',
          [
            ['Bucket', bucket],
            ['Key', key],
            ['UploadId', uploadId],
          ],
          namespace,
        ),
      ),
    uploadPart: (part) => emptyAnswer(200, [['ETag', etag(part.etag)]]),
    completeMultipart: ({ bucket, record, location }: StoredAt) =>
      xmlAnswer(
        200,
        writeXmlDocument(
          'CompleteMultipartUploadResult',
          [
            ['Location', location],
            ['Bucket', bucket],
            ['Key', record.key],
            ['ETag', etag(record.etag)],
          ],
          namespace,
        ),
      ),
    listUploads: (page) =>
      xmlAnswer(
        200,
        writeXmlDocument('ListMultipartUploadsResult', uploadItems(style, page, owner), namespace),
      ),
    listParts: (page) =>
      xmlAnswer(200, writeXmlDocument('ListPartsResult', partItems(style, page, owner), namespace)),
  };
}

function bucketItem(style: XmlStyle, bucket: BucketRecord, region: string): XmlItem {
  const { name, createdAt } = bucket;
  return [
    'Bucket',
    [['Name', name], ['CreationDate', writeXmlMillis(createdAt)], ...style.bucketItems(bucket, region)],
  ];
}

function pageItems(style: XmlStyle, page: ObjectPage, owner: XmlItem): XmlItems {
  const { asked, next } = page;
  const key = asked.encodeKeys ? style.encodeKey : (text: string): string => text;
  const where: XmlItems =
    asked.version === 2
      ? [
          asked.asked.startAfter === '' ? null : ['StartAfter', key(asked.asked.startAfter)],
          asked.asked.continuationToken === null
            ? null
            : ['ContinuationToken', asked.asked.continuationToken],
          next === null ? null : ['NextContinuationToken', Buffer.from(next).toString('base64url')],
          ['KeyCount', page.objects.length + page.commonPrefixes.length],
        ]
      : [['Marker', key(asked.asked.marker)], next === null ? null : ['NextMarker', key(next)]];
  return [
    ['Name', page.bucket],
    ['Prefix', key(asked.prefix)],
    ...where,
    ['MaxKeys', asked.maxKeys],
    asked.delimiter === '' ? null : ['Delimiter', key(asked.delimiter)],
    asked.encodeKeys ? ['EncodingType', 'url'] : null,
    ['IsTruncated', String(next !== null)],
    ...page.objects.map(
      (object): XmlItem => [
        'Contents',
        [
          ['Key', key(object.key)],
          ['LastModified', writeXmlMillis(object.lastModified)],
          ['ETag', style.etag(object.etag)],
          ...(style.objectItems?.(object) ?? []),
          ['Size', object.size],
          asked.version === 2 ? null : owner,
          ['StorageClass', style.storageClass],
        ],
      ],
    ),
    ...page.commonPrefixes.map((prefix): XmlItem => ['CommonPrefixes', [['Prefix', key(prefix)]]]),
  ];
}

function uploadItems(style: XmlStyle, page: UploadPage, owner: XmlItem): XmlItems {
  const { asked, uploads, isTruncated } = page;
  const key = asked.encodeKeys ? style.encodeKey : (text: string): string => text;
  const last = isTruncated ? uploads.at(-1) : undefined;
  return [
    ['Bucket', page.bucket],
    ['KeyMarker', key(asked.afterKey)],
    ['UploadIdMarker', asked.afterUploadId],
    last === undefined ? null : ['NextKeyMarker', key(last.key)],
    last === undefined ? null : ['NextUploadIdMarker', last.uploadId],
    ['Prefix', key(asked.prefix)],
    ['MaxUploads', asked.maxUploads],
    asked.encodeKeys ? ['EncodingType', 'url'] : null,
    ['IsTruncated', String(isTruncated)],
    ...uploads.map(
      (upload): XmlItem => [
        'Upload',
        [
          ['Key', key(upload.key)],
          ['UploadId', upload.uploadId],
          owner,
          ['StorageClass', style.storageClass],
          ['Initiated', writeXmlMillis(upload.startedAt)],
        ],
      ],
    ),
  ];
}

function partItems(style: XmlStyle, page: PartPage, owner: XmlItem): XmlItems {
  const { bucket, upload, next } = page;
  return [
    ['Bucket', bucket],
    ['Key', upload.key],
    ['UploadId', upload.uploadId],
    owner,
    ['StorageClass', style.storageClass],
    ['PartNumberMarker', page.afterPart],
    next === null ? null : ['NextPartNumberMarker', next],
    ['MaxParts', page.maxParts],
    ['IsTruncated', String(next !== null)],
    ...page.parts.map(
      (part: PartRecord): XmlItem => [
        'Part',
        [
          ['PartNumber', part.partNumber],
          ['LastModified', writeXmlMillis(part.lastModified)],
          ['ETag', style.etag(part.etag)],
          ['Size', part.size],
        ],
      ],
    ),
  ];
}
