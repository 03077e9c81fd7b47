import { awsCorsLimits } from '../aws/cors-limits.js';
import type { CorsLimits } from '../cors-limits.js';

/**
 * What Cloudflare R2 takes: origins as browsers send them and nothing else, and no empty list of headers. A `*` in place of
 * the port is answered with 400.
 *
 * @see https://developers.cloudflare.com/r2/buckets/cors/
 */
export const r2CorsLimits: CorsLimits = {
  ...awsCorsLimits,
  source: 'https://developers.cloudflare.com/r2/buckets/cors/',
  rules: 'unknown',
  documentBytes: 'unknown',
  idCharacters: 'unknown',
  emptyOrigin: 'refused',
  oddOrigins: 'refused',
  // https://github.com/cloudflare/cloudflare-docs/issues/32888
  originPortStar: 'refused',
  severalStars: 'unknown',
  // By XML the list is simply absent; the JSON of its own interface refuses an empty one.
  noAllowedHeaders: 'unknown',
  exposeStar: 'unknown',
  oddExposed: 'unknown',
  maxAgeSeconds: 86_400,
};
