import { awsCorsLimits } from '../aws/cors-limits.js';
import type { CorsLimits } from '../cors-limits.js';

/**
 * What Wasabi takes: what S3 takes, as far as is known, with counts and sizes left open.
 *
 * @see https://docs.wasabi.com/docs/cors-configuration
 */
export const wasabiCorsLimits: CorsLimits = {
  ...awsCorsLimits,
  source: 'https://docs.wasabi.com/docs/cors-configuration',
  rules: 'unknown',
  documentBytes: 'unknown',
  idCharacters: 'unknown',
  emptyOrigin: 'unknown',
  exposeStar: 'unknown',
  oddExposed: 'unknown',
};
