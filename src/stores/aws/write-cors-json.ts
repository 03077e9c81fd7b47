import type { CorsRule } from '../../model/cors-rule.js';

/**
 * Rules as the JSON of `aws s3api put-bucket-cors --cors-configuration file://cors.json`, indented.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/s3api/put-bucket-cors.html
 */
export function writeCorsJson(rules: readonly CorsRule[]): string {
  return `${JSON.stringify({ CORSRules: rules.map(writeRule) }, null, 2)}\n`;
}

function writeRule(rule: CorsRule): Record<string, unknown> {
  return {
    ...(rule.id === undefined ? {} : { ID: rule.id }),
    AllowedOrigins: rule.allowedOrigins,
    AllowedMethods: rule.allowedMethods,
    ...(rule.allowedHeaders === undefined ? {} : { AllowedHeaders: rule.allowedHeaders }),
    ...(rule.exposeHeaders === undefined ? {} : { ExposeHeaders: rule.exposeHeaders }),
    ...(rule.maxAgeSeconds === undefined ? {} : { MaxAgeSeconds: rule.maxAgeSeconds }),
  };
}
