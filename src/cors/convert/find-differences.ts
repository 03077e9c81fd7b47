import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsResponse } from '../../model/cors-exchange.js';
import { CORS_METHODS } from '../../model/cors-methods.js';
import type { CorsRule } from '../../model/cors-rule.js';
import { type Wording, worded } from '../../model/wording.js';
import { compileRules, type RuleStore } from '../../rules/compile-rules.js';
import type { CorsLoss, ExampleRequest } from './cors-loss.js';
import { said } from './said.js';

/** A configuration and the store that reads it. */
export interface ReadConfiguration {
  readonly configuration: CorsConfiguration;
  readonly store: RuleStore;
}

/** As many origins and sets of headers as show what stores are known to read differently, in bounded time. */
const MOST_ORIGINS = 100;
const MOST_HEADER_SETS = 40;

/**
 * Asks both stores the same requests, made of what stands in the rules, and names what one answers otherwise than the other:
 * the first request for each rule and each way of differing. It looks at examples and not at every request.
 */
export function findDifferences(before: ReadConfiguration, after: ReadConfiguration): CorsLoss[] {
  const was = compileRules(before.configuration, before.store);
  const is = compileRules(after.configuration, after.store);
  const found = new Map<string, CorsLoss>();
  for (const example of examplesOf([...before.configuration.rules, ...after.configuration.rules])) {
    const first = was.evaluate({ kind: 'preflight', ...example });
    const second = is.evaluate({ kind: 'preflight', ...example });
    const path = first.decidingRule === null ? 'rules' : `rules[${first.decidingRule}]`;
    const note = (loss: Pick<CorsLoss, 'code' | 'effect'>, message: Wording) => {
      const key = JSON.stringify([loss.code, loss.effect, loss.code === 'vary-lost' ? '' : path]);
      if (!found.has(key)) found.set(key, said({ ...loss, path, value: show(example), example }, message));
    };
    if (first.allowed !== second.allowed) note(...difference(first.allowed, second.allowed));
    else if (first.allowed === true && varies(first.response) && !varies(second.response)) {
      const isUnknown = second.response.unknown?.includes('vary') === true;
      const message = isUnknown
        ? worded`It is not known whether answers name the origin in Vary there. Without it caches give one origin what was meant for another.`
        : worded`Caches may now give one origin what was meant for another: set responseVary, where the store has it.`;
      note({ code: 'vary-lost', effect: isUnknown ? 'unknown' : 'none' }, message);
    }
  }
  return [...found.values()];
}

function difference(was: boolean | null, is: boolean | null): [Pick<CorsLoss, 'code' | 'effect'>, Wording] {
  const code = 'decides-otherwise';
  if (was === null || is === null)
    return [
      { code, effect: 'unknown' },
      worded`Whether it is answered as before depends on what is not known of a store.`,
    ];
  return is
    ? [
        { code, effect: 'more' },
        worded`It was refused, and is allowed there: the stores read the same rules differently.`,
      ]
    : [
        { code, effect: 'less' },
        worded`It was allowed, and is refused there: the stores read the same rules differently.`,
      ];
}

/** Requests that the rules are about. */
function* examplesOf(rules: readonly CorsRule[]): Generator<ExampleRequest> {
  const origins = firstOf(
    ['https://other.example', ...rules.flatMap(({ allowedOrigins }) => allowedOrigins.map(originLike))],
    MOST_ORIGINS,
  );
  const methods = new Set([...CORS_METHODS, ...rules.flatMap(({ allowedMethods }) => allowedMethods)]);
  methods.delete('*');
  methods.delete('OPTIONS');
  const lists = rules.flatMap(({ allowedHeaders = [] }) => {
    const names = allowedHeaders.map(nameLike);
    return [names, ...names.map((name) => [name])];
  });
  const sets = firstOf(
    [[], ...lists].map((names) => JSON.stringify(names)),
    MOST_HEADER_SETS,
  );
  for (const origin of origins)
    for (const method of methods)
      for (const names of sets) yield { origin, method, headers: JSON.parse(names) as string[] };
}

function firstOf(values: readonly string[], most: number): readonly string[] {
  return [...new Set(values)].slice(0, most);
}

/** An origin that the pattern matches. */
function originLike(pattern: string): string {
  return pattern === '*' ? 'https://any.example' : pattern.replace('*', 'any');
}

function nameLike(pattern: string): string {
  return pattern === '*' ? 'x-any' : pattern.replace('*', 'any').toLowerCase();
}

function varies({ headers }: CorsResponse): boolean {
  return headers.some(([name, value]) => name.toLowerCase() === 'vary' && /\borigin\b/i.test(value));
}

function show({ origin, method, headers }: ExampleRequest): string {
  return [method, 'from', origin, ...(headers.length === 0 ? [] : ['with', headers.join(', ')])].join(' ');
}
