import { checkKnownRules } from '../../diagnose/check-known-rules.js';
import { isToken } from '../../fetch-standard/is-token.js';
import { showAddress } from '../../fetch-standard/show-address.js';
import { ConfigError } from '../../model/errors.js';
import type { Issue } from '../../model/issue.js';
import { parseUrl } from '../../model/parse-url.js';
import { showValue } from '../../model/show-value.js';

/** @throws ConfigError listing everything in a raw request and its options that makes no sense. */
export function checkRawRequest(request: unknown, options: unknown): void {
  const issues: Issue[] = [];
  const wrong = (path: string, value: unknown, message: string) => {
    const shown =
      value === undefined ? 'absent' : showValue(typeof value === 'string' ? showAddress(value) : value);
    const wording = { text: message, values: [] };
    issues.push({ code: value === undefined ? 'missing' : 'invalid', path, value: shown, message, wording });
  };
  const { origin, method, url, headers = [] } = toRecord(request);
  if (typeof origin !== 'string' || (origin !== 'null' && parseUrl(origin)?.origin !== origin)) {
    wrong('request.origin', origin, 'must be an origin such as "https://app.example.com", or "null"');
  }
  if (typeof method !== 'string' || !isToken(method))
    wrong('request.method', method, 'must be a method such as "PUT"');
  if (typeof url !== 'string' || parseUrl(url) === undefined)
    wrong('request.url', url, 'must be an absolute address');
  if (!Array.isArray(headers) || !headers.every(isHeaderEntry)) {
    issues.push({
      code: 'invalid',
      path: 'request.headers',
      value: 'not shown',
      message: 'must be pairs of a header name and a text',
    });
  }
  const { rules, timeoutMs } = toRecord(options);
  issues.push(...checkKnownRules(rules));
  if (timeoutMs !== undefined && !(Number.isFinite(timeoutMs) && Number(timeoutMs) > 0)) {
    wrong('options.timeoutMs', timeoutMs, 'must be a number of milliseconds above 0');
  }
  if (issues.length > 0) throw new ConfigError('No preflight can be sent for this', issues);
}

function isHeaderEntry(entry: unknown): boolean {
  return (
    Array.isArray(entry) &&
    entry.length === 2 &&
    typeof entry[0] === 'string' &&
    isToken(entry[0]) &&
    typeof entry[1] === 'string'
  );
}

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
