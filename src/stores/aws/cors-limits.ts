import { CORS_METHODS } from '../../model/cors-methods.js';
import type { CorsLimits } from '../cors-limits.js';

/**
 * What Amazon S3 takes. Methods, empty origins and stars are known from recorded answers; that more than 100 rules are
 * refused from its guide.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html
 */
export const awsCorsLimits: CorsLimits = {
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html',
  rules: 100,
  documentBytes: 65_536,
  idCharacters: 255,
  methods: CORS_METHODS,
  otherMethods: 'refused',
  emptyOrigin: 'taken',
  oddOrigins: 'taken',
  originPortStar: 'taken',
  severalStars: 'refused',
  headerCharacters: null,
  exposeCharacters: null,
  noAllowedHeaders: 'taken',
  noExposeHeaders: 'taken',
  noMaxAge: 'taken',
  exposeStar: 'refused',
  oddExposed: 'refused',
  maxAgeSeconds: 'none',
  zeroMaxAge: 'taken',
  // Lookalikes disagree: one takes it, another answers MalformedXML.
  negativeMaxAge: 'unknown',
  responseVary: false,
  requestIdHeader: 'x-amz-request-id',
  perBucket: true,
};
