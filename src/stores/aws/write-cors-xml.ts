import type { CorsRule } from '../../model/cors-rule.js';
import { escapeXml } from '../../xml/escape-xml.js';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/**
 * Rules as the XML that `PUT ?cors` takes, indented, every value escaped.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html
 */
export function writeCorsXml(rules: readonly CorsRule[]): string {
  return [
    `<CORSConfiguration xmlns="${NAMESPACE}">`,
    ...rules.flatMap((rule) => ['  <CORSRule>', ...writeRule(rule), '  </CORSRule>']),
    '</CORSConfiguration>',
    '',
  ].join('\n');
}

function writeRule(rule: CorsRule): string[] {
  const elements: [name: string, value: string][] = [
    ...(rule.id === undefined ? [] : [['ID', rule.id] as [string, string]]),
    ...named('AllowedOrigin', rule.allowedOrigins),
    ...named('AllowedMethod', rule.allowedMethods),
    ...named('AllowedHeader', rule.allowedHeaders ?? []),
    ...named('ExposeHeader', rule.exposeHeaders ?? []),
    ...(rule.maxAgeSeconds === undefined ? [] : named('MaxAgeSeconds', [String(rule.maxAgeSeconds)])),
  ];
  return elements.map(([name, value]) => `    <${name}>${escapeXml(value)}</${name}>`);
}

function named(name: string, values: readonly string[]): [name: string, value: string][] {
  return values.map((value) => [name, value]);
}
