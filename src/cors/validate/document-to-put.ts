import type { CorsConfiguration } from '../../model/cors-configuration.js';
import { ConfigError } from '../../model/errors.js';
import { showValue } from '../../model/show-value.js';
import { sayWording, worded } from '../../model/wording.js';
import type { Store } from '../../stores/store.js';
import { refusedCors } from './refused-cors.js';

/**
 * A configuration as the document that a store takes. Pure.
 *
 * @throws ConfigError listing everything that the store would refuse.
 */
export function documentToPut(configuration: CorsConfiguration, store: Store): string {
  const issues = refusedCors(configuration, store);
  if (issues.length > 0) throw new ConfigError('The CORS rules cannot be put', issues);
  const document = store.corsCodec.write(configuration);
  // Only the document itself tells its size; the rules without it tell the least.
  const limit = store.corsLimits.documentBytes;
  const bytes = new TextEncoder().encode(document).length;
  if (typeof limit !== 'number' || bytes <= limit) return document;
  const wording = worded`the store takes a document of at most ${limit} bytes`;
  throw new ConfigError('The CORS rules cannot be put', [
    {
      code: 'cors.rules.document-size',
      path: 'rules',
      value: showValue(bytes),
      message: sayWording(wording),
      wording,
    },
  ]);
}
