import { cephCorsLimits } from '../ceph/cors-limits.js';
import type { CorsLimits } from '../cors-limits.js';

/**
 * What DigitalOcean Spaces takes: it is built on Ceph. Its panel takes a `*` only at the start of the host.
 *
 * @see https://docs.digitalocean.com/products/spaces/how-to/configure-cors/
 */
export const spacesCorsLimits: CorsLimits = {
  ...cephCorsLimits,
  source: 'https://docs.digitalocean.com/products/spaces/how-to/configure-cors/',
  rules: 'unknown',
  documentBytes: 'unknown',
  idCharacters: 'unknown',
};
