import fc from 'fast-check';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { METHODS, starred, type World } from './draw-texts.js';

/** A rule of a world. */
export const ruleOf = ({ origin, name }: World): fc.Arbitrary<CorsRule> =>
  fc.record(
    {
      allowedOrigins: fc.array(
        fc.oneof(
          { weight: 5, arbitrary: origin },
          { weight: 4, arbitrary: starred(origin) },
          { weight: 1, arbitrary: fc.constant('*') },
        ),
        { minLength: 1, maxLength: 3 },
      ),
      allowedMethods: fc.uniqueArray(
        fc.oneof(
          { weight: 30, arbitrary: fc.constantFrom(...METHODS) },
          { weight: 1, arbitrary: fc.constantFrom('get', 'Put') },
        ),
        { minLength: 3, maxLength: 5 },
      ),
      allowedHeaders: fc.array(
        fc.oneof(
          { weight: 5, arbitrary: name },
          { weight: 3, arbitrary: starred(name) },
          { weight: 2, arbitrary: fc.constant('*') },
        ),
        { maxLength: 5 },
      ),
      exposeHeaders: fc.array(fc.constantFrom('ETag', 'x-amz-request-id', 'X-A', '*'), { maxLength: 3 }),
      maxAgeSeconds: fc.oneof(fc.constantFrom(0, 1, 600, 2 ** 31, 2 ** 32 - 2, 2 ** 32 - 1), fc.nat()),
    },
    { requiredKeys: ['allowedOrigins', 'allowedMethods'] },
  );
