import type { Refusal } from '../refusal.js';
import { wordingBy } from '../refusal-words.js';
import type { ServiceError } from '../service-error.js';
import { S3_WORDS } from '../xml/s3-words.js';

/** A refusal in S3's words. */
export const wordRefusal: (refusal: Refusal) => ServiceError = wordingBy(S3_WORDS);
