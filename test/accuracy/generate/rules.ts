import type { CorsRule } from '../../../src/model/cors-rule.js';
import type { Random } from '../../conformance/random.js';
import type { CaseRequest, StoreName } from '../accuracy-case.js';
import { namesFor, PREFIXES } from './requests.js';

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
const MOST_RULES = 8;
const OTHER_ORIGINS = [
  'https://app.example',
  'https://*.app.example',
  'http://localhost:3000',
  'https://127.0.0.1',
  'https://*',
];
/** How the page's origin, which is `http://127.0.0.1:PORT`, may be listed. */
const OWN_ORIGINS: readonly (readonly [number, string])[] = [
  [10, '{{page}}'],
  [2, '*'],
  [2, 'http://127.0.0.1:*'],
  [1, 'http://*'],
];

/** 0 to 8 rules of which any may or may not fit the request; often one nearly does. */
export function randomRules(random: Random, store: StoreName, request: CaseRequest): CorsRule[] {
  const count = random.weigh([
    [1, 0],
    [9, random.integer(1, 3)],
    [4, random.integer(4, MOST_RULES)],
  ]);
  const rules = Array.from({ length: count }, () => randomRule(random, store, request));
  if (count === 0 || random.percent(35)) return rules;
  const names = namesFor(store, request);
  const lacking = random.percent(60) ? random.pick(names.length > 0 ? names : ['']) : '';
  rules[random.integer(0, count - 1)] = {
    allowedOrigins: [random.weigh(OWN_ORIGINS)],
    allowedMethods: random.percent(85) ? methodsWith(random, request.method) : [random.pick(METHODS)],
    allowedHeaders: names.filter((name) => name !== lacking),
  };
  return rules;
}

/** Rules of which one allows the request, wherever it stands. */
export function allowingRules(random: Random, store: StoreName, request: CaseRequest): CorsRule[] {
  const allowing: CorsRule = {
    allowedOrigins: [random.weigh(OWN_ORIGINS)],
    allowedMethods: methodsWith(random, request.method),
    allowedHeaders: random.percent(30) ? ['*'] : [...namesFor(store, request)],
  };
  // Where the first rule for an origin decides, none may stand before it.
  const others = random.percent(50) ? [randomRule(random, store, request)] : [];
  return store === 'ceph' ? [allowing, ...others] : random.shuffle([allowing, ...others]);
}

/** Rules under which some names are refused only together: each of them is lacking in another rule. */
export function conflictRules(random: Random, store: StoreName, request: CaseRequest): CorsRule[] {
  const names = namesFor(store, request);
  const shuffled = random.shuffle(names);
  const size = random.weigh([
    [6, 2],
    [3, Math.min(3, names.length)],
    [1, Math.min(4, names.length)],
  ]);
  const first = shuffled.slice(0, size);
  const rest = shuffled.slice(size);
  // Each combination of what one rule lacks: of two conflicts, one name of each.
  const second = rest.length >= 2 && random.percent(25) ? rest.slice(0, 2) : null;
  const alone = rest.length >= 3 && random.percent(25) ? rest.slice(-1) : [];
  const lacks = first.flatMap((name) => (second ?? ['']).map((other) => [name, other, ...alone]));
  const rules = lacks.map(
    (lacking): CorsRule => ({
      allowedOrigins: [random.weigh(OWN_ORIGINS)],
      allowedMethods: methodsWith(random, request.method),
      allowedHeaders: names.filter((name) => !lacking.includes(name)),
    }),
  );
  const noise = random.percent(40)
    ? [{ ...randomRule(random, store, request), allowedOrigins: ['https://app.example'] }]
    : [];
  return random.shuffle([...rules, ...noise]);
}

/** What the rules of a bucket may have been: one change ago, or another's altogether. */
export function rulesOfThePast(
  random: Random,
  store: StoreName,
  request: CaseRequest,
  rules: readonly CorsRule[],
): CorsRule[] {
  const changed = rules[random.integer(0, Math.max(0, rules.length - 1))];
  if (changed === undefined || random.percent(30)) return randomRules(random, store, request);
  const { allowedMethods, allowedHeaders = [] } = changed;
  const less = <T>(list: readonly T[]): readonly T[] => random.shuffle(list).slice(1);
  const edited: readonly CorsRule[] = random.weigh([
    // The rule was added since, or what it lists.
    [2, []],
    [2, [{ ...changed, allowedHeaders: less(allowedHeaders) }]],
    [1, [{ ...changed, allowedMethods: allowedMethods.length > 1 ? less(allowedMethods) : METHODS }]],
    // Or has been taken away.
    [2, [changed, randomRule(random, store, request)]],
    [2, [{ ...changed, allowedHeaders: [...namesFor(store, request)] }]],
  ]);
  return rules.flatMap((rule) => (rule === changed ? edited : [rule]));
}

function randomRule(random: Random, store: StoreName, request: CaseRequest): CorsRule {
  const origins = Array.from({ length: random.integer(1, 3) }, () =>
    random.percent(55) ? random.weigh(OWN_ORIGINS) : random.pick(OTHER_ORIGINS),
  );
  // QingStor's rules name one origin each, and a rule is not asked twice about one.
  const allowedOrigins = store === 'qingstor' ? origins.slice(0, 1) : [...new Set(origins)];
  const allowedMethods = random.shuffle(METHODS).slice(0, random.integer(1, 5));
  const allowedHeaders = randomNames(random, store, request);
  return { allowedOrigins, allowedMethods, ...(allowedHeaders.length === 0 ? {} : { allowedHeaders }) };
}

function randomNames(random: Random, store: StoreName, request: CaseRequest): readonly string[] {
  const names = namesFor(store, request);
  const some = names.filter(() => random.percent(60));
  // What a star within a name is to COS and QingStor, nobody has written down.
  const hasPatterns = store !== 'cos' && store !== 'qingstor';
  return random.weigh<readonly string[]>([
    [2, ['*']],
    [3, names],
    [5, some],
    [2, []],
    [1, [...some, 'x-not-asked-for']],
    [hasPatterns ? 2 : 0, [`${PREFIXES[store]}*`, ...some]],
    [hasPatterns ? 1 : 0, ['x-*', 'authorization']],
    [1, some.map((name) => name.toUpperCase())],
  ]);
}

function methodsWith(random: Random, method: string): string[] {
  const others = METHODS.filter((other) => other !== method);
  return random.shuffle([method, ...random.shuffle(others).slice(0, random.integer(0, 4))]);
}
