import type { CorsConfiguration } from '../../model/cors-configuration.js';
import { contentMd5 } from '../content-md5.js';
import type { CorsCodec, HeldParts } from '../cors-codec.js';
import { readCorsXml } from '../cors-xml/load-cors-xml.js';
import { writeCorsXml } from '../cors-xml/write-cors-xml.js';
import { writeJsonFile } from '../write-json.js';

const HOLDS: HeldParts = {
  id: false,
  responseVary: true,
  severalOrigins: true,
  exposeHeadersApart: true,
  // The store lowers `AllowedHeader`. Of `ExposeHeader` no test of a client shows a change: not confirmed.
  headerCase: false,
};

/**
 * The CORS documents of Alibaba Cloud OSS: S3's elements without `ID` and without a namespace, with `ResponseVary` after
 * the rules. The JSON is that of `ossutil api put-bucket-cors --cors-configuration file://cors.json`; that it takes a list
 * for `AllowedHeader`, where its page shows one text, is not confirmed.
 *
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketcors
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/put-bucket-cors
 */
export const ossCorsCodec: CorsCodec = {
  contentType: 'application/xml',
  holds: HOLDS,
  write: (configuration) => writeCorsXml(configuration, HOLDS),
  writeJson,
  read: (document) => readCorsXml(document, HOLDS),
  // It asks for none, but checks one that is there, and its own clients send it.
  checksumNames: ['content-md5'],
  checksum: contentMd5,
  meansNone: (status, serviceCode) => status === 404 && serviceCode === 'NoSuchCORSConfiguration',
};

function writeJson({ rules, responseVary }: CorsConfiguration): string {
  return writeJsonFile({
    CORSRule: rules.map((rule) => ({
      AllowedOrigin: rule.allowedOrigins,
      AllowedMethod: rule.allowedMethods,
      AllowedHeader: rule.allowedHeaders,
      ExposeHeader: rule.exposeHeaders,
      MaxAgeSeconds: rule.maxAgeSeconds,
    })),
    ResponseVary: responseVary,
  });
}
