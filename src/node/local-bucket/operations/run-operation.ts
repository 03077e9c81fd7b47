import type { Answer } from '../exchange.js';
import type { Operation } from '../operation.js';
import { Refusal } from '../refusal.js';
import type { Call } from '../service.js';
import { assumeRole } from './assume-role.js';
import { deleteCors, getCors, putCors } from './bucket-cors.js';
import { createBucket, deleteBucket, headBucket, listBuckets } from './buckets.js';
import { completeMultipart } from './complete-multipart.js';
import { getObject } from './get-object.js';
import { listObjects } from './list-objects.js';
import { listUploads } from './list-uploads.js';
import { abortMultipart, initiateMultipart, listParts, uploadPart } from './multipart.js';
import { postForm } from './post-form.js';
import { deleteObject, putObject } from './put-object.js';

/** Does what a request asks for. @throws Refusal | ServiceError when it is refused. */
export function runOperation(call: Call, operation: Operation): Promise<Answer> {
  switch (operation.name) {
    case 'ListBuckets':
      return listBuckets(call);
    case 'AssumeRole':
      return assumeRole(call);
    case 'CreateBucket':
      return createBucket(call, operation);
    case 'DeleteBucket':
      return deleteBucket(call, operation);
    case 'HeadBucket':
      return headBucket(call, operation);
    case 'ListObjects':
      return listObjects(call, operation);
    case 'ListUploads':
      return listUploads(call, operation);
    case 'PostForm':
      return postForm(call, operation);
    case 'GetCors':
      return getCors(call, operation);
    case 'PutCors':
      return putCors(call, operation);
    case 'DeleteCors':
      return deleteCors(call, operation);
    case 'PutObject':
      return putObject(call, operation);
    case 'GetObject':
    case 'HeadObject':
      return getObject(call, operation);
    case 'DeleteObject':
      return deleteObject(call, operation);
    case 'InitiateMultipart':
      return initiateMultipart(call, operation);
    case 'UploadPart':
      return uploadPart(call, operation);
    case 'CompleteMultipart':
      return completeMultipart(call, operation);
    case 'AbortMultipart':
      return abortMultipart(call, operation);
    case 'ListParts':
      return listParts(call, operation);
    case 'NotBuilt':
      return Promise.reject(new Refusal('not-implemented', operation));
  }
}
