import { awsCorsLimits } from '../aws/cors-limits.js';
import type { CorsLimits } from '../cors-limits.js';

/**
 * What Backblaze B2 takes by its S3 face: at most 100 KB, and no empty origin.
 *
 * @see https://www.backblaze.com/docs/cloud-storage-cross-origin-resource-sharing-rules
 */
export const b2CorsLimits: CorsLimits = {
  ...awsCorsLimits,
  source: 'https://www.backblaze.com/docs/cloud-storage-cross-origin-resource-sharing-rules',
  documentBytes: 102_400,
  idCharacters: 'unknown',
  emptyOrigin: 'refused',
  oddOrigins: 'unknown',
  severalStars: 'unknown',
  exposeStar: 'unknown',
  oddExposed: 'unknown',
  maxAgeSeconds: 86_400,
};
