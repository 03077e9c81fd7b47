import { ossError } from './oss-error.js';

/** @throws ServiceError `InvalidObjectName` when OSS takes no object of that name. Its length is looked at elsewhere. */
export function checkObjectName(key: string): void {
  if (/^[/\\]/.test(key)) throw ossError(400, 'InvalidObjectName', 'The specified object is not valid.');
}
