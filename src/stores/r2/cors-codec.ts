import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsCodec, HeldParts } from '../cors-codec.js';
import { readCorsXml } from '../cors-xml/load-cors-xml.js';
import { S3_NAMESPACE, writeCorsXml } from '../cors-xml/write-cors-xml.js';
import { writeJsonFile } from '../write-json.js';

const HOLDS: HeldParts = {
  // The vendor's own interface has it. Elements that R2 does not know it refuses; that `ID` is none of them is not confirmed.
  id: true,
  responseVary: false,
  severalOrigins: true,
  exposeHeadersApart: true,
  headerCase: true,
};

/**
 * The CORS documents of Cloudflare R2: S3's XML on `?cors`. The JSON is that of the vendor's REST interface, which
 * `wrangler r2 bucket cors set BUCKET --file cors.json` takes too.
 *
 * @see https://developers.cloudflare.com/r2/buckets/cors/
 * @see https://developers.cloudflare.com/api/resources/r2/subresources/buckets/subresources/cors
 */
export const r2CorsCodec: CorsCodec = {
  contentType: 'application/xml',
  holds: HOLDS,
  write: (configuration) => writeCorsXml(configuration, HOLDS, S3_NAMESPACE),
  writeJson,
  read: (document) => readCorsXml(document, HOLDS),
  // It asks for none, and has answered 501 to some about buckets.
  checksumNames: [],
  checksum: async () => ({}),
  meansNone: (status, serviceCode) => status === 404 && serviceCode === 'NoSuchCORSConfiguration',
};

function writeJson({ rules }: CorsConfiguration): string {
  return writeJsonFile({
    rules: rules.map((rule) => ({
      id: rule.id,
      allowed: {
        origins: rule.allowedOrigins,
        methods: rule.allowedMethods,
        headers: rule.allowedHeaders,
      },
      exposeHeaders: rule.exposeHeaders,
      maxAgeSeconds: rule.maxAgeSeconds,
    })),
  });
}
