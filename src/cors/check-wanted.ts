import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { checkRuleShape } from '../rules/check-rule-shape.js';
import { pageOriginIssues, pageUseIssues, wrong } from './required/check-page-use.js';
import type { AskedStore } from './required/required-requests.js';
import type { WantedCors } from './validate/wanted-cors.js';

/**
 * Makes sure that what rules are for can be told, before anything is looked at or sent. Pure.
 *
 * @throws ConfigError listing every part that cannot be right: an operation that is none, an origin that no browser sends.
 */
export function checkWanted(wanted: WantedCors, store: Pick<AskedStore, 'signer'>): void {
  const { origins, requests, managementOrigin, liveRules } = wanted;
  const issues = [
    ...pageUseIssues(wanted, store),
    ...listIssues('origins', origins, pageOriginIssues),
    ...listIssues('requests', requests, requestIssues),
    ...(managementOrigin === undefined ? [] : pageOriginIssues('managementOrigin', managementOrigin)),
    ...(liveRules === undefined
      ? []
      : checkRuleShape(liveRules, true).map((issue) => ({
          ...issue,
          path: issue.path.replace('rules', 'liveRules'),
        }))),
  ];
  if (issues.length > 0) throw new ConfigError('What the rules are for cannot be told', issues);
}

function listIssues(
  path: string,
  list: unknown,
  check: (path: string, value: unknown) => readonly Issue[],
): Issue[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return [wrong(path, list, 'must be an array')];
  return list.flatMap((value: unknown, index) => check(`${path}[${index}]`, value));
}

function requestIssues(path: string, request: unknown): Issue[] {
  if (typeof request !== 'object' || request === null)
    return [wrong(path, request, 'must be { origin, method, headers }')];
  const { origin, method, headers } = request as Readonly<Record<string, unknown>>;
  const isNames = Array.isArray(headers) && headers.every((name) => typeof name === 'string');
  return [
    ...(typeof origin === 'string' ? [] : [wrong(`${path}.origin`, origin, 'must be text')]),
    ...(typeof method === 'string' ? [] : [wrong(`${path}.method`, method, 'must be text')]),
    ...(isNames ? [] : [wrong(`${path}.headers`, headers, 'must be an array of header names')]),
  ];
}
