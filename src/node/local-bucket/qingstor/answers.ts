import type { AnswerWriters, FormWish, ObjectPage, PartPage, StoredAt } from '../dialect.js';
import type { Answer } from '../exchange.js';
import { Refusal } from '../refusal.js';
import type { BucketRecord, ObjectRecord } from '../storage/object-storage.js';
import { writeCors } from './cors-document.js';
import { emptyAnswer, jsonAnswer } from './json-answer.js';

const OWNER = { id: 'usr-localbucket', name: 'local-bucket' };

/** QingStor's answers to what succeeded. */
export const qingstorAnswers: AnswerWriters = {
  listBuckets,
  createBucket: () => emptyAnswer(201),
  headBucket: () => emptyAnswer(200),
  deleteBucket: () => emptyAnswer(204),
  listObjects,
  // The requests of this dialect never ask for it.
  listUploads: () => {
    throw new Refusal('not-implemented', { what: 'A list of uploads', header: null });
  },
  putObject: ({ etag }) => emptyAnswer(201, [['ETag', quote(etag)]]),
  deleteObject: () => emptyAnswer(204),
  etag: quote,
  objectHeaders: () => [],
  postForm,
  initiateMultipart: (bucket, { key, uploadId }) => jsonAnswer(200, { bucket, key, upload_id: uploadId }),
  uploadPart: ({ etag }) => emptyAnswer(201, [['ETag', quote(etag)]]),
  completeMultipart: ({ record }) => emptyAnswer(201, [['ETag', quote(record.etag)]]),
  abortMultipart: () => emptyAnswer(204),
  listParts,
  putCors: () => emptyAnswer(200),
  getCors: (configuration) => ({ ...jsonAnswer(200, {}), body: writeCors(configuration) }),
  deleteCors: () => emptyAnswer(204),
};

function quote(etag: string): string {
  return `"${etag}"`;
}

/** Without fractions: `2015-05-24T10:00:10Z`. */
function writeTime(time: Date): string {
  return time.toISOString().replace(/\.\d+/, '');
}

function listBuckets(buckets: readonly BucketRecord[], region: string): Answer {
  return jsonAnswer(200, {
    count: buckets.length,
    buckets: buckets.map(({ name, createdAt }) => ({
      name,
      location: region,
      url: `http://${name}.${region}.qingstor.localhost`,
      created: writeTime(createdAt),
    })),
  });
}

function listObjects({ bucket, asked, objects, commonPrefixes, next }: ObjectPage): Answer {
  return jsonAnswer(200, {
    name: bucket,
    prefix: asked.prefix,
    delimiter: asked.delimiter,
    marker: asked.asked.marker,
    limit: asked.maxKeys,
    keys: objects.map(listedObject),
    common_prefixes: commonPrefixes,
    next_marker: next ?? '',
    has_more: next !== null,
    owner: OWNER,
  });
}

function listedObject({ key, size, etag, lastModified, headers }: ObjectRecord): object {
  return {
    key,
    size,
    etag: quote(etag),
    mime_type: headers.find(([name]) => name === 'content-type')?.[1] ?? '',
    modified: Math.floor(lastModified.getTime() / 1000),
    created: writeTime(lastModified),
    encrypted: false,
    storage_class: 'STANDARD',
  };
}

function listParts({ parts }: PartPage): Answer {
  return jsonAnswer(200, {
    count: parts.length,
    object_parts: parts.map(({ partNumber, size, etag, lastModified }) => ({
      part_number: partNumber,
      size,
      etag: quote(etag),
      created: writeTime(lastModified),
    })),
  });
}

/** Its page has the id of the request among the parameters of a redirect too. */
function postForm({ record }: StoredAt, { redirect }: FormWish): Answer {
  const etag = ['ETag', quote(record.etag)] as const;
  if (redirect === null || !URL.canParse(redirect)) return emptyAnswer(201, [etag]);
  const to = new URL(redirect);
  to.searchParams.set('status', '201');
  to.searchParams.set('code', '');
  to.searchParams.set('message', '');
  return emptyAnswer(302, [etag, ['Location', to.href]]);
}
