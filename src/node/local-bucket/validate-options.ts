import { refusedCors } from '../../cors/validate/refused-cors.js';
import { isToken } from '../../fetch-standard/is-token.js';
import { ConfigError } from '../../model/errors.js';
import type { Issue } from '../../model/issue.js';
import { showSecret, showValue } from '../../model/show-value.js';
import { unknownOptions } from '../../model/unknown-options.js';
import { isBucketName } from './bucket-name.js';
import type { Dialect } from './dialect.js';
import { faultIssues } from './faults/fault-request.js';
import type { LocalBucketOptions } from './options.js';
import { s3Dialect } from './s3/s3-dialect.js';

type Check = (value: unknown, path: string, options: Readonly<Record<string, unknown>>) => readonly Issue[];

/** What each option has to be. The type makes sure that none is forgotten. */
const CHECKS: Readonly<Record<keyof LocalBucketOptions, Check>> = {
  port: (value, path) =>
    test(
      Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535,
      value,
      path,
      'a whole number from 0 to 65535',
    ),
  dialect: checkDialects,
  dir: (value, path) => test(isText(value) && value !== '', value, path, 'the path of a folder'),
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
      'the rule semantics of a store, such as s3.ruleSemantics',
    ),
  buckets: checkBuckets,
  faults: faultIssues,
  faultControl: checkAccess,
  pageBackend: checkAccess,
  explain: (value, path) => test(typeof value === 'boolean', value, path, 'true or false'),
  onError: (value, path) => test(typeof value === 'function', value, path, 'a function that takes an error'),
};

/**
 * Looks over the options. `undefined` counts as absent.
 *
 * @throws ConfigError with every option that is unknown or wrong.
 */
export function validateOptions(options: unknown): asserts options is LocalBucketOptions {
  const issues = isObject(options)
    ? [
        ...Object.entries(CHECKS).flatMap(([name, check]) =>
          options[name] === undefined ? [] : check(options[name], name, options),
        ),
        ...unknownOptions(options, Object.keys(CHECKS)),
      ]
    : test(false, options, 'options', 'an object');
  if (issues.length > 0) throw new ConfigError('The local bucket cannot start with these options', issues);
}

function checkDialects(value: unknown, path: string): readonly Issue[] {
  if (!Array.isArray(value)) return test(isDialect(value), value, path, 'a dialect, such as s3Dialect');
  const names = value.map((dialect) => (isDialect(dialect) ? dialect.name : null));
  const isList = names.length > 0 && !names.includes(null) && new Set(names).size === names.length;
  return test(isList, names, path, 'at least one dialect, and none of them twice');
}

function isDialect(value: unknown): value is Dialect {
  return isObject(value) && isText(value.name) && isObject(value.authentication) && isObject(value.answers);
}

function checkRootCredentials(value: unknown, path: string): readonly Issue[] {
  if (!isObject(value))
    return [invalid(path, showSecret(value), 'must be an object with accessKeyId and secretAccessKey')];
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
      : [invalid(`${path}.secretAccessKey`, showSecret(secretAccessKey), 'must be a text, not empty')]),
  ];
}

function checkAccess(value: unknown, path: string): readonly Issue[] {
  if (typeof value === 'boolean') return [];
  const origins = isObject(value) ? value.origins : undefined;
  const fits = origins === 'loopback' || (Array.isArray(origins) && origins.every(isOrigin));
  return test(
    fits,
    value,
    path,
    'true, false or { origins }: origins such as "https://a.example", or "loopback"',
  );
}

function isOrigin(value: unknown): boolean {
  return isText(value) && URL.canParse(value) && new URL(value).origin === value;
}

function checkBuckets(
  value: unknown,
  path: string,
  { dialect = s3Dialect }: Readonly<Record<string, unknown>>,
): readonly Issue[] {
  if (!isObject(value)) return test(false, value, path, 'an object from bucket names to CORS rules');
  const given = (Array.isArray(dialect) ? dialect : [dialect]).filter(isDialect);
  // Where no dialect can be used, the rules are looked at all the same.
  const dialects = given.length === 0 ? [s3Dialect] : given;
  return Object.entries(value).flatMap(([name, rules]) => {
    const here = `${path}.${name}`;
    return [
      ...test(isBucketName(name), name, here, 'named by 3 to 63 of the characters a-z 0-9 . -'),
      ...checkBucketRules(rules, here, dialects),
    ];
  });
}

/** As for `PUT ?cors`, but that a bucket may begin without rules. What can never match is taken, as the store takes it. */
function checkBucketRules(rules: unknown, path: string, dialects: readonly Dialect[]): readonly Issue[] {
  if (Array.isArray(rules) && rules.length === 0) return [];
  const told = new Map(
    dialects
      .flatMap((dialect) => refusedCors(rules, dialect))
      .map((issue) => [JSON.stringify([issue.code, issue.path, issue.message]), issue]),
  );
  const issues = [...told.values()].map((issue) => ({
    ...issue,
    path: path + issue.path.slice('rules'.length),
  }));
  const others = unsendableNames(rules, path).filter((odd) =>
    issues.every((issue) => issue.path !== odd.path),
  );
  return [...issues, ...others];
}

/** No answer can carry these, whatever the store takes. */
function unsendableNames(rules: unknown, path: string): readonly Issue[] {
  return (Array.isArray(rules) ? rules : []).flatMap((rule: unknown, index) => {
    const names = isObject(rule) && Array.isArray(rule.exposeHeaders) ? rule.exposeHeaders : [];
    return names.flatMap((name: unknown, at) => {
      const here = `${path}[${index}].exposeHeaders[${at}]`;
      return isText(name) ? test(isToken(name), name, here, 'a header name') : [];
    });
  });
}

function test(fits: boolean, value: unknown, path: string, wanted: string): readonly Issue[] {
  return fits ? [] : [invalid(path, showValue(value), `must be ${wanted}`)];
}

function invalid(path: string, value: string, message: string): Issue {
  return { code: 'invalid', path, value, message, wording: { text: message, values: [] } };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
