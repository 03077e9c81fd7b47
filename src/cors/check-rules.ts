import { isToken } from '../fetch-standard/header-values.js';
import { CORS_METHODS } from '../model/cors-methods.js';
import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import { unknownOptions } from '../model/unknown-options.js';
import type { CorsLimits } from '../stores/store.js';

const RULE_FIELDS = [
  'id',
  'allowedOrigins',
  'allowedMethods',
  'allowedHeaders',
  'exposeHeaders',
  'maxAgeSeconds',
];
/** What XML can hold, escaped or not. @see https://www.w3.org/TR/xml/#charsets */
const XML_TEXT = /^[\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/**
 * Everything in a set of rules that the store would refuse, or (`never-matches`) that it would take though no browser's
 * request can match it. Pure.
 *
 * @returns All problems at once, each with its path (`rules[0].allowedOrigins[1]`); empty when there are none.
 */
export function checkRules(rules: unknown, limits: CorsLimits): Issue[] {
  if (!Array.isArray(rules)) return [problem('rules', rules, 'must be an array of rules')];
  if (rules.length === 0) {
    return [
      problem('rules', undefined, 'must hold at least one rule; to remove all rules call deleteBucketCors()'),
    ];
  }
  const tooMany: Issue[] =
    rules.length > limits.rules
      ? [
          {
            code: 'limit',
            path: 'rules',
            value: showValue(rules.length),
            message: `the store takes at most ${limits.rules} rules`,
          },
        ]
      : [];
  return [
    ...tooMany,
    ...rules.flatMap((rule, index) => checkRule(rule, `rules[${index}]`, limits)),
    ...checkDoubleIds(rules),
  ];
}

function checkDoubleIds(rules: readonly unknown[]): Issue[] {
  const ids = rules.map((rule) => (rule as { id?: unknown } | null)?.id);
  return ids.flatMap((id, index) => {
    const first = ids.indexOf(id);
    if (id === undefined || first === index) return [];
    return [problem(`rules[${index}].id`, id, `must differ from that of rules[${first}]`)];
  });
}

function checkRule(rule: unknown, path: string, limits: CorsLimits): Issue[] {
  if (typeof rule !== 'object' || rule === null) return [problem(path, rule, 'must be a rule')];
  const { id, allowedOrigins, allowedMethods, allowedHeaders, exposeHeaders, maxAgeSeconds } = rule as Record<
    string,
    unknown
  >;
  return [
    ...unknownOptions(rule, RULE_FIELDS).map((issue) => ({ ...issue, path: `${path}.${issue.path}` })),
    ...checkList(allowedOrigins, `${path}.allowedOrigins`, true, checkOrigin),
    ...checkList(allowedMethods, `${path}.allowedMethods`, true, checkMethod),
    ...checkList(allowedHeaders, `${path}.allowedHeaders`, false, checkHeaderPattern),
    ...checkList(exposeHeaders, `${path}.exposeHeaders`, false, checkExposedName),
    ...checkId(id, `${path}.id`, limits),
    ...checkMaxAge(maxAgeSeconds, `${path}.maxAgeSeconds`),
  ];
}

/** What is wrong with one entry of a list. */
type EntryFault = { readonly code: 'invalid' | 'never-matches'; readonly message: string };

function checkList(
  value: unknown,
  path: string,
  needed: boolean,
  check: (item: string) => EntryFault | undefined,
): Issue[] {
  if (value === undefined && !needed) return [];
  if (!Array.isArray(value)) return [problem(path, value, 'must be an array of texts')];
  if (value.length === 0 && needed) return [problem(path, undefined, 'must hold at least one entry')];
  return value.flatMap((item: unknown, index) => {
    const fault = typeof item === 'string' ? check(item) : invalid('must be text');
    return fault === undefined ? [] : [{ ...fault, path: `${path}[${index}]`, value: showValue(item) }];
  });
}

function checkOrigin(origin: string): EntryFault | undefined {
  if (origin.split('*').length > 2) return invalid('may hold one "*" only');
  if (origin === '*' || origin === 'null') return undefined;
  if (origin === '') return useless('is empty: browsers always send an origin');
  if (!origin.startsWith('*') && !/^[a-z][a-z0-9+.-]*:\/\/./i.test(origin))
    return useless('lacks the scheme: write https://host, as browsers send it');
  if (/[/?#\s]/.test(origin.replace(/^[^/]*:\/\//, '')))
    return useless('must end after host and port: browsers send no slash or path');
  if (/[^\x21-\x7e]/.test(origin))
    return useless('must be ASCII: browsers send other hosts in punycode (xn--)');
  if (/^http:.*:80$|^https:.*:443$/i.test(origin))
    return useless('must be without the default port: browsers leave it out');
  if (origin !== origin.toLowerCase())
    return useless('must be lower-case: browsers send origins so, and stores compare byte by byte');
  return undefined;
}

function checkMethod(method: string): EntryFault | undefined {
  if (CORS_METHODS.includes(method)) return undefined;
  if (method === 'OPTIONS')
    return invalid('must be left out: stores refuse a rule that names it, and preflights need none');
  return invalid(`must be one of ${CORS_METHODS.join(', ')}, in capitals`);
}

function checkHeaderPattern(name: string): EntryFault | undefined {
  if (!isToken(name)) return invalid('must be a header name, with "*" for any run of characters');
  return name.split('*').length > 2 ? invalid('may hold one "*" only') : undefined;
}

function checkExposedName(name: string): EntryFault | undefined {
  if (name.includes('*')) return invalid('must be a whole header name: stores take no "*" here');
  return isToken(name) ? undefined : invalid('must be a header name');
}

function invalid(message: string): EntryFault {
  return { code: 'invalid', message };
}

function useless(message: string): EntryFault {
  return { code: 'never-matches', message };
}

function checkId(id: unknown, path: string, limits: CorsLimits): Issue[] {
  if (id === undefined) return [];
  if (typeof id === 'string' && id.length <= limits.idCharacters && XML_TEXT.test(id)) return [];
  const message = `must be text of at most ${limits.idCharacters} characters, without control characters`;
  return [problem(path, id, message)];
}

function checkMaxAge(seconds: unknown, path: string): Issue[] {
  if (seconds === undefined || (Number.isSafeInteger(seconds) && Number(seconds) >= 0)) return [];
  return [problem(path, seconds, 'must be a whole number of seconds, 0 or more')];
}

function problem(path: string, value: unknown, message: string): Issue {
  return { code: value === undefined ? 'missing' : 'invalid', path, value: showValue(value), message };
}
