import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsRule } from '../../model/cors-rule.js';
import { escapeXml } from '../../xml/escape-xml.js';
import type { HeldParts } from '../cors-codec.js';

/** The namespace of S3's documents. */
export const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/**
 * A configuration as the XML that `PUT ?cors` takes, indented, every value escaped.
 *
 * @param holds - What the store knows: the rest is left out.
 * @param namespace - Default: none.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html
 */
export function writeCorsXml(
  { rules, responseVary }: CorsConfiguration,
  holds: HeldParts,
  namespace?: string,
): string {
  return [
    namespace === undefined ? '<CORSConfiguration>' : `<CORSConfiguration xmlns="${namespace}">`,
    ...rules.flatMap((rule) => ['  <CORSRule>', ...writeRule(rule, holds), '  </CORSRule>']),
    // After the rules, as the vendors' pages and clients have it.
    ...(holds.responseVary && responseVary !== undefined
      ? [`  <ResponseVary>${responseVary}</ResponseVary>`]
      : []),
    '</CORSConfiguration>',
    '',
  ].join('\n');
}

function writeRule(rule: CorsRule, holds: HeldParts): string[] {
  return [
    ...(holds.id ? elements('ID', rule.id) : []),
    ...elements('AllowedOrigin', rule.allowedOrigins),
    ...elements('AllowedMethod', rule.allowedMethods),
    ...elements('AllowedHeader', rule.allowedHeaders),
    ...elements('ExposeHeader', rule.exposeHeaders),
    ...elements('MaxAgeSeconds', rule.maxAgeSeconds),
  ];
}

function elements(name: string, values: readonly string[] | string | number | undefined): string[] {
  const list = typeof values === 'object' ? values : values === undefined ? [] : [String(values)];
  return list.map((value) => `    <${name}>${escapeXml(value)}</${name}>`);
}
