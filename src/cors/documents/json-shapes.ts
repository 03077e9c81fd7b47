import type { CorsRule } from '../../model/cors-rule.js';
import { withOneHeaderList } from '../../rules/one-header-list.js';
import { readBoolean } from '../../stores/cors-reading/read-fields.js';
import { type RuleSpelling, XML_SPELLING } from '../../stores/cors-reading/read-rule.js';
import { QINGSTOR_SPELLING, readRespVary } from '../../stores/qingstor/read-cors-json.js';
import { foldOrigins } from '../../stores/rule-forms/fold-origins.js';
import { flattenAllowed, operationsAsMethods } from './built-otherwise.js';
import type { JsonShape } from './json-shape.js';
import { ONE_HEADER_LIST } from './one-header-list-warning.js';

const AWS_SPELLING = spelling({
  ID: 'id',
  AllowedOrigins: 'allowedOrigins',
  AllowedMethods: 'allowedMethods',
  AllowedHeaders: 'allowedHeaders',
  ExposeHeaders: 'exposeHeaders',
  MaxAgeSeconds: 'maxAgeSeconds',
});

/**
 * Every shape of JSON that is read. Of two that fit a document equally well, the former is taken.
 */
export const JSON_SHAPES: readonly JsonShape[] = [
  // https://docs.aws.amazon.com/cli/latest/reference/s3api/put-bucket-cors.html
  { name: 'aws-cli', containers: ['CORSRules'], spelling: AWS_SPELLING },
  // What the client takes (names in the singular or plural) and what it gives (in the plural).
  {
    name: 'cos-js',
    containers: ['CORSRules'],
    spelling: new Map([...AWS_SPELLING, ...XML_SPELLING]),
    vary: { name: 'ResponseVary', read: readBoolean },
  },
  // https://www.alibabacloud.com/help/en/oss/developer-reference/put-bucket-cors
  {
    name: 'ossutil',
    containers: ['CORSRule'],
    spelling: XML_SPELLING,
    vary: { name: 'ResponseVary', read: readBoolean },
  },
  {
    name: 'bucket-preflight',
    containers: ['rules'],
    spelling: spelling({
      id: 'id',
      allowedOrigins: 'allowedOrigins',
      allowedMethods: 'allowedMethods',
      allowedHeaders: 'allowedHeaders',
      exposeHeaders: 'exposeHeaders',
      maxAgeSeconds: 'maxAgeSeconds',
    }),
    vary: { name: 'responseVary', read: readBoolean },
  },
  // https://github.com/ali-sdk/ali-oss#putbucketcorsname-rules-options
  {
    name: 'ali-oss',
    containers: ['rules'],
    spelling: spelling({
      allowedOrigin: 'allowedOrigins',
      allowedMethod: 'allowedMethods',
      allowedHeader: 'allowedHeaders',
      exposeHeader: 'exposeHeaders',
      maxAgeSeconds: 'maxAgeSeconds',
    }),
    vary: { name: 'responseVary', read: readBoolean },
  },
  // https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/bucket/cors/put_cors/
  {
    name: 'qingstor',
    containers: ['cors_rules'],
    spelling: QINGSTOR_SPELLING,
    vary: { name: 'resp_vary', read: readRespVary },
    finish: foldOrigins,
  },
  // https://developers.cloudflare.com/api/resources/r2/subresources/buckets/subresources/cors
  {
    name: 'r2',
    containers: ['rules'],
    spelling: spelling({
      id: 'id',
      'allowed.origins': 'allowedOrigins',
      'allowed.methods': 'allowedMethods',
      'allowed.headers': 'allowedHeaders',
      exposeHeaders: 'exposeHeaders',
      maxAgeSeconds: 'maxAgeSeconds',
    }),
    prepare: flattenAllowed,
  },
  // https://www.backblaze.com/docs/cloud-storage-cross-origin-resource-sharing-rules
  {
    name: 'b2',
    containers: ['corsRules'],
    spelling: spelling({
      corsRuleName: 'id',
      allowedOrigins: 'allowedOrigins',
      allowedOperations: 'allowedMethods',
      allowedHeaders: 'allowedHeaders',
      exposeHeaders: 'exposeHeaders',
      maxAgeSeconds: 'maxAgeSeconds',
    }),
    prepare: operationsAsMethods,
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_cors_configuration
  // The provider of Alibaba Cloud says `expose_header`, and has `response_vary`.
  {
    name: 'terraform',
    containers: ['cors_rule'],
    spelling: spelling({
      id: 'id',
      allowed_origins: 'allowedOrigins',
      allowed_methods: 'allowedMethods',
      allowed_headers: 'allowedHeaders',
      expose_headers: 'exposeHeaders',
      expose_header: 'exposeHeaders',
      max_age_seconds: 'maxAgeSeconds',
    }),
    vary: { name: 'response_vary', read: readBoolean },
  },
  // https://cloud.google.com/storage/docs/using-cors
  {
    name: 'gcloud',
    containers: ['cors'],
    spelling: spelling({
      origin: 'allowedOrigins',
      method: 'allowedMethods',
      responseHeader: 'allowedHeaders',
      maxAgeSeconds: 'maxAgeSeconds',
    }),
    finish: (rules) => rules.map(withOneHeaderList),
    warning: ONE_HEADER_LIST,
  },
];

function spelling(names: Readonly<Record<string, keyof CorsRule>>): RuleSpelling {
  return new Map(Object.entries(names));
}
