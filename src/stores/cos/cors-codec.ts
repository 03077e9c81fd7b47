import type { CorsConfiguration } from '../../model/cors-configuration.js';
import { contentMd5 } from '../content-md5.js';
import type { CorsCodec, HeldParts } from '../cors-codec.js';
import { readCorsXml } from '../cors-xml/load-cors-xml.js';
import { writeCorsXml } from '../cors-xml/write-cors-xml.js';
import { writeJsonFile } from '../write-json.js';

const HOLDS: HeldParts = {
  id: true,
  responseVary: true,
  severalOrigins: true,
  exposeHeadersApart: true,
  headerCase: true,
};

/**
 * The CORS documents of Tencent COS: S3's elements without a namespace, with `ResponseVary` after the rules. The JSON is what
 * `putBucketCors()` of the vendor's JavaScript clients takes beside bucket and region.
 *
 * The vendor's page calls `AllowedHeader`, `ExposeHeader` and `MaxAgeSeconds` required, its clients call them optional, and
 * which of them the store holds to is not confirmed. What a rule does not have is not written: a made-up value would allow
 * more or last differently, and a refusal is at least seen.
 *
 * @see https://www.tencentcloud.com/document/product/436/8279
 */
export const cosCorsCodec: CorsCodec = {
  contentType: 'application/xml',
  holds: HOLDS,
  write: (configuration) => writeCorsXml(configuration, HOLDS),
  writeJson,
  read: (document) => readCorsXml(document, HOLDS),
  // Whether the store insists is not confirmed. Its pages show it, and all of its clients send it.
  checksumNames: ['content-md5'],
  checksum: contentMd5,
  meansNone: (status, serviceCode) => status === 404 && serviceCode === 'NoSuchCORSConfiguration',
};

function writeJson({ rules, responseVary }: CorsConfiguration): string {
  return writeJsonFile({
    CORSRules: rules.map((rule) => ({
      ID: rule.id,
      AllowedOrigin: rule.allowedOrigins,
      AllowedMethod: rule.allowedMethods,
      AllowedHeader: rule.allowedHeaders,
      ExposeHeader: rule.exposeHeaders,
      MaxAgeSeconds: rule.maxAgeSeconds,
    })),
    // The client types it as text.
    ResponseVary: responseVary === undefined ? undefined : String(responseVary),
  });
}
