import type { CorsRule } from '../../model/cors-rule.js';
import { ConfigError } from '../../model/errors.js';
import type { Issue } from '../../model/issue.js';
import { showSecret, showValue } from '../../model/show-value.js';
import { findRuleFault, MAX_RULES } from './cors-rule-faults.js';
import { isBucketName } from './memory-store.js';
import type { LocalBucketOptions } from './options.js';

type Check = (value: unknown, path: string) => readonly Issue[];

/** What each option has to be. The type makes sure that none is forgotten. */
const CHECKS: Readonly<Record<keyof LocalBucketOptions, Check>> = {
  port: (value, path) =>
    test(
      Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535,
      value,
      path,
      'a whole number from 0 to 65535',
    ),
  host: (value, path) => test(isText(value), value, path, 'a host name or address'),
  region: (value, path) =>
    test(
      isText(value) && /^[a-z0-9-]+$/.test(value),
      value,
      path,
      'a region such as "us-east-1": a-z, 0-9 and "-"',
    ),
  rootCredentials: checkRootCredentials,
  now: (value, path) => test(typeof value === 'function', value, path, 'a function that returns a Date'),
  corsHeadersOnAuthErrors: (value, path) => test(typeof value === 'boolean', value, path, 'true or false'),
  ruleSemantics: (value, path) =>
    test(
      isObject(value) && typeof value.selection === 'string' && typeof value.refusal === 'function',
      value,
      path,
      'the rule semantics of a store, such as `awsRuleSemantics`',
    ),
  buckets: checkBuckets,
};

/**
 * Looks over the options. `undefined` counts as absent.
 *
 * @throws ConfigError with every option that is unknown or wrong.
 */
export function validateOptions(options: unknown): asserts options is LocalBucketOptions {
  const issues = isObject(options)
    ? Object.entries(options).flatMap(([name, value]) => checkOption(name, value))
    : test(false, options, 'options', 'an object');
  if (issues.length > 0) throw new ConfigError('The local bucket cannot start with these options', issues);
}

function checkOption(name: string, value: unknown): readonly Issue[] {
  if (Object.hasOwn(CHECKS, name))
    return value === undefined ? [] : CHECKS[name as keyof LocalBucketOptions](value, name);
  const message = `No such option. There are: ${Object.keys(CHECKS).join(', ')}.`;
  // An option that nobody knows may be a misspelt secret.
  return [{ code: 'unknown', path: name, value: showSecret(value), message }];
}

function checkRootCredentials(value: unknown, path: string): readonly Issue[] {
  if (!isObject(value))
    return [invalid(path, showSecret(value), 'Must be an object with accessKeyId and secretAccessKey.')];
  const { accessKeyId, secretAccessKey } = value;
  const isSecret = isText(secretAccessKey) && secretAccessKey.length > 0;
  return [
    ...test(
      isText(accessKeyId) && /^[\w:.-]{3,128}$/.test(accessKeyId),
      accessKeyId,
      `${path}.accessKeyId`,
      '3 to 128 of the characters A-Z a-z 0-9 _ : . -',
    ),
    ...(isSecret
      ? []
      : [invalid(`${path}.secretAccessKey`, showSecret(secretAccessKey), 'Must be a text, not empty.')]),
  ];
}

function checkBuckets(value: unknown, path: string): readonly Issue[] {
  if (!isObject(value)) return test(false, value, path, 'an object from bucket names to CORS rules');
  return Object.entries(value).flatMap(([name, rules]) => {
    const here = `${path}.${name}`;
    const badName = test(isBucketName(name), name, here, 'named by 3 to 63 of the characters a-z 0-9 . -');
    if (!Array.isArray(rules)) return [...badName, ...test(false, rules, here, 'an array of CORS rules')];
    const tooMany: Issue[] =
      rules.length > MAX_RULES
        ? [{ code: 'limit', path: here, value: String(rules.length), message: `At most ${MAX_RULES} rules.` }]
        : [];
    return [...badName, ...tooMany, ...rules.flatMap((rule, index) => checkRule(rule, `${here}[${index}]`))];
  });
}

function checkRule(rule: unknown, path: string): readonly Issue[] {
  if (!isObject(rule)) return test(false, rule, path, 'a CORS rule');
  const { id, allowedOrigins, allowedMethods, allowedHeaders = [], exposeHeaders = [], maxAgeSeconds } = rule;
  const issues = [
    ...test(id === undefined || isText(id), id, `${path}.id`, 'a text'),
    ...checkTexts(allowedOrigins, `${path}.allowedOrigins`, 1),
    ...checkTexts(allowedMethods, `${path}.allowedMethods`, 1),
    ...checkTexts(allowedHeaders, `${path}.allowedHeaders`, 0),
    ...checkTexts(exposeHeaders, `${path}.exposeHeaders`, 0),
    ...test(
      maxAgeSeconds === undefined || Number.isInteger(maxAgeSeconds),
      maxAgeSeconds,
      `${path}.maxAgeSeconds`,
      'a whole number',
    ),
  ];
  if (issues.length > 0) return issues;
  const fault = findRuleFault(rule as unknown as CorsRule);
  return fault === null ? [] : [invalid(path, showValue(rule), fault)];
}

function checkTexts(value: unknown, path: string, atLeast: number): readonly Issue[] {
  const fits = Array.isArray(value) && value.length >= atLeast && value.every(isText);
  return test(fits, value, path, atLeast === 0 ? 'an array of texts' : 'an array of texts, not empty');
}

function test(fits: boolean, value: unknown, path: string, wanted: string): readonly Issue[] {
  if (fits) return [];
  const code = value === undefined ? 'missing' : 'invalid';
  return [{ code, path, value: showValue(value), message: `Must be ${wanted}.` }];
}

function invalid(path: string, value: string, message: string): Issue {
  return { code: 'invalid', path, value, message };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
