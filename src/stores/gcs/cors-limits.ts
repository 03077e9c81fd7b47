import { CORS_METHODS } from '../../model/cors-methods.js';
import { awsCorsLimits } from '../aws/cors-limits.js';
import type { CorsLimits } from '../cors-limits.js';

/**
 * What Google Cloud Storage takes: any method, `*` among them. Rules have no names. Counts and sizes are not known.
 *
 * @see https://cloud.google.com/storage/docs/cross-origin
 */
export const gcsCorsLimits: CorsLimits = {
  ...awsCorsLimits,
  source: 'https://cloud.google.com/storage/docs/cross-origin',
  rules: 'unknown',
  documentBytes: 'unknown',
  idCharacters: 'none',
  methods: [...CORS_METHODS, '*'],
  otherMethods: 'taken',
  emptyOrigin: 'unknown',
  severalStars: 'unknown',
  exposeStar: 'taken',
  oddExposed: 'unknown',
  maxAgeSeconds: 'unknown',
  requestIdHeader: 'x-guploader-uploadid',
};
