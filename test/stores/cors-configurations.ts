import fc from 'fast-check';
import type { CorsConfiguration } from '../../src/model/cors-configuration.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { awsCorsCodec } from '../../src/stores/aws/cors-codec.js';
import { cosCorsCodec } from '../../src/stores/cos/cors-codec.js';
import { gcsCorsCodec } from '../../src/stores/gcs/cors-codec.js';
import { ossCorsCodec } from '../../src/stores/oss/cors-codec.js';
import { qingstorCorsCodec } from '../../src/stores/qingstor/cors-codec.js';
import { r2CorsCodec } from '../../src/stores/r2/cors-codec.js';

/** Every codec, by the store whose documents it is for. */
export const CODECS = {
  aws: awsCorsCodec,
  oss: ossCorsCodec,
  cos: cosCorsCodec,
  qingstor: qingstorCorsCodec,
  r2: r2CorsCodec,
  gcs: gcsCorsCodec,
} as const;

const piece = fc.constantFrom(
  '&',
  '<',
  '>',
  '"',
  "'",
  ']]>',
  '&amp;',
  '&#65;',
  '<!--',
  '\r\n',
  '\t',
  ' ',
  '中',
  '🎉',
  '\\',
  'a',
);
const token = fc.stringMatching(/^[!#$%&'+\-.^_`|~0-9A-Za-z]{1,8}$/);
const starred = fc.tuple(token, fc.constantFrom('', '*')).map((parts) => parts.join(''));
const origin = fc.oneof(
  fc.constantFrom(
    '*',
    'null',
    'https://a.example',
    'https://A.example',
    'http://localhost:5173',
    'https://*.example',
    '',
  ),
  fc.stringMatching(/^https:\/\/[a-z0-9&'"<>;=+.\\-]{1,12}$/),
);

/** Rules with every text that a document can hold, neighbours that differ in little among them. */
export const anyRule: fc.Arbitrary<CorsRule> = fc.record(
  {
    id: fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
    allowedOrigins: fc.array(origin, { minLength: 1, maxLength: 4 }),
    allowedMethods: fc.shuffledSubarray(['GET', 'PUT', 'POST', 'DELETE', 'HEAD', '*'], { minLength: 1 }),
    allowedHeaders: fc.array(starred, { maxLength: 3 }),
    exposeHeaders: fc.array(token, { maxLength: 3 }),
    maxAgeSeconds: fc.oneof(fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER)),
  },
  { requiredKeys: ['allowedOrigins', 'allowedMethods'] },
);

/** A rule, then often the same for further origins, which QingStor cannot keep apart. */
const neighbours = fc
  .tuple(anyRule, fc.array(fc.array(origin, { minLength: 1, maxLength: 2 }), { maxLength: 2 }))
  .map(([rule, origins]) => [rule, ...origins.map((allowedOrigins) => ({ ...rule, allowedOrigins }))]);

export const anyConfiguration: fc.Arbitrary<CorsConfiguration> = fc.record(
  {
    rules: fc.array(neighbours, { maxLength: 3 }).map((groups) => groups.flat()),
    responseVary: fc.boolean(),
  },
  { requiredKeys: ['rules'] },
);
