import { ServiceError } from '../service-error.js';

/** Unconfirmed: QingStor is taken to know nothing of the buckets of other zones. @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/error_code/ */
export function qingstorWrongRegion(): ServiceError {
  return new ServiceError(404, 'bucket_not_exists', 'The bucket you are accessing does not exist.');
}
