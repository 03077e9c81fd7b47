import { CORS_METHODS } from '../../model/cors-methods.js';
import { awsCorsLimits } from '../aws/cors-limits.js';
import type { CorsLimits } from '../cors-limits.js';

/**
 * What QingStor takes. Its pages name no counts and sizes, and disagree on whether `allowed_headers` is required.
 *
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/bucket/cors/put_cors/
 */
export const qingstorCorsLimits: CorsLimits = {
  ...awsCorsLimits,
  source: 'https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/bucket/cors/put_cors/',
  rules: 'unknown',
  documentBytes: 'unknown',
  idCharacters: 'none',
  methods: [...CORS_METHODS, '*'],
  otherMethods: 'unknown',
  emptyOrigin: 'unknown',
  oddOrigins: 'unknown',
  severalStars: 'unknown',
  noAllowedHeaders: 'unknown',
  exposeStar: 'unknown',
  oddExposed: 'unknown',
  maxAgeSeconds: 'unknown',
  responseVary: true,
  requestIdHeader: 'x-qs-request-id',
};
