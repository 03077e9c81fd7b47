import type { CorsConfiguration } from '../../model/cors-configuration.js';
import { contentMd5 } from '../content-md5.js';
import type { CorsCodec, HeldParts } from '../cors-codec.js';
import { readCorsXml } from '../cors-xml/load-cors-xml.js';
import { S3_NAMESPACE, writeCorsXml } from '../cors-xml/write-cors-xml.js';
import { writeJsonFile } from '../write-json.js';

const HOLDS: HeldParts = {
  id: true,
  responseVary: false,
  severalOrigins: true,
  exposeHeadersApart: true,
  headerCase: true,
};

/**
 * The CORS documents of Amazon S3 and of what speaks like it: Ceph, MinIO AIStor (the community edition has none), Wasabi,
 * Spaces and the S3 face of B2. `Content-MD5` is the checksum that the widest range of S3-like servers takes; some answer
 * 501 to the newer ones. The JSON is that of `aws s3api put-bucket-cors --cors-configuration file://cors.json`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html
 * @see https://docs.aws.amazon.com/cli/latest/reference/s3api/put-bucket-cors.html
 */
export const awsCorsCodec: CorsCodec = {
  contentType: 'application/xml',
  holds: HOLDS,
  write: (configuration) => writeCorsXml(configuration, HOLDS, S3_NAMESPACE),
  writeJson,
  read: (document) => readCorsXml(document, HOLDS),
  checksumNames: ['content-md5'],
  checksum: contentMd5,
  meansNone: (status, serviceCode) => status === 404 && serviceCode === 'NoSuchCORSConfiguration',
};

function writeJson({ rules }: CorsConfiguration): string {
  return writeJsonFile({
    CORSRules: rules.map((rule) => ({
      ID: rule.id,
      AllowedOrigins: rule.allowedOrigins,
      AllowedMethods: rule.allowedMethods,
      AllowedHeaders: rule.allowedHeaders,
      ExposeHeaders: rule.exposeHeaders,
      MaxAgeSeconds: rule.maxAgeSeconds,
    })),
  });
}
