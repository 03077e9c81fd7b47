import { type Random, seededRandom } from '../conformance/random.js';
import type { AccuracyCase, CaseKind, CaseRequest, StoreName, Whim } from './accuracy-case.js';
import { withExposed } from './generate/exposed.js';
import { COOKIE_FAULTS, drawFault, HIDING_FAULTS, POISONS } from './generate/faults.js';
import { drawRequest, namesFor, plainly } from './generate/requests.js';
import { allowingRules, conflictRules, randomRules, rulesOfThePast } from './generate/rules.js';

/** In turn, so that each has its share whatever the number of cases: at least 12 of 100. */
const KINDS: readonly CaseKind[] = [
  'rules',
  'conflict',
  'masked',
  'hidden',
  'whim',
  'flaky',
  'fault',
  'rules',
  'conflict',
  'masked',
  'hidden',
  'whim',
  'flaky',
  'fault',
  'rules',
  'conflict',
  'masked',
  'hidden',
  'whim',
  'flaky',
  'fault',
  'rules',
  'conflict',
  'rules',
  'fault',
];
/** Those that a real Ceph can be made to be, by rules and by what stands in front of it. */
const KINDS_ON_CEPH: readonly CaseKind[] = ['rules', 'masked', 'whim', 'flaky', 'rules', 'masked'];
const STORES: readonly StoreName[] = ['s3', 'oss', 'cos', 'qingstor', 'ceph'];
const BODY_METHODS = ['PUT', 'POST', 'DELETE'];

/** So often, where the rules are not known, some are given that are no longer the bucket's. */
const OLD_PERCENT = 10;
/** So often cookies go along, besides where the fault is about them. */
const COOKIES_PERCENT = 5;
/** So many faults are those of a cache that keeps what was read before. */
const POISONED_PERCENT = 8;
/** What is thrown apart, so that all else is as it would be without. */
const OF_THE_PAST = 1;
const OF_COOKIES = 2;
const OF_EXPOSED = 3;
const OF_CACHES = 4;

/**
 * A random case.
 *
 * @param seed - The same seed and index make the same case.
 * @param index - Which of the cases of this seed, from 0.
 * @param isOnCeph - Whether it is to be played on a real Ceph.
 */
export function generateCase(seed: number, index: number, isOnCeph = false): AccuracyCase {
  const random = seededRandom(seed, index);
  const kinds = isOnCeph ? KINDS_ON_CEPH : KINDS;
  const kind = kinds[index % kinds.length] as CaseKind;
  const store = isOnCeph ? 'ceph' : random.pick(storesFor(kind));
  const other = drawRequest(random, store, requirementOf(kind));
  const caches = seededRandom(seed, index, OF_CACHES);
  const isPoisoned = kind === 'fault' && caches.percent(POISONED_PERCENT);
  const request = isPoisoned ? plainly(other) : other;
  const drawn = drawRules(random, kind, store, request);
  const rules = withExposed(seededRandom(seed, index, OF_EXPOSED), store, drawn);
  const fault = isOnCeph ? null : isPoisoned ? caches.pick(POISONS) : faultOf(random, kind, request);
  const knowsRules = random.percent(25);
  const withCookies =
    COOKIE_FAULTS.includes(fault?.code ?? '') ||
    (!isPoisoned && seededRandom(seed, index, OF_COOKIES).percent(COOKIES_PERCENT));
  const past = seededRandom(seed, index, OF_THE_PAST);
  const isGivenOld = !knowsRules && past.percent(OLD_PERCENT);
  return {
    seed,
    index,
    kind,
    store,
    rules,
    request: { ...request, withCookies },
    hidesAuthErrors: store === 'ceph' || kind === 'masked' || (kind !== 'fault' && random.percent(15)),
    knowsRules,
    oldRules: isGivenOld ? rulesOfThePast(past, store, request, rules) : null,
    usesCredentials: request.signing !== 'none' && random.percent(30),
    hasWrongSecret: kind === 'masked' && random.percent(30),
    // Of each kind: neither row of them has a length that goes into it.
    isSlow: index % 11 === 3 && kind !== 'flaky',
    fault,
    readBefore: isPoisoned ? readBefore(caches, fault) : null,
    whim: kind === 'whim' ? drawWhim(random, namesFor(store, request)) : null,
    isFlaky: kind === 'flaky',
  };
}

/** On a store that asks only the first rule for an origin, no two names can be in conflict. */
function storesFor(kind: CaseKind): readonly StoreName[] {
  return kind === 'conflict' ? STORES.filter((store) => store !== 'ceph') : STORES;
}

function requirementOf(kind: CaseKind): {
  readonly leastNames: number;
  readonly methods?: readonly string[];
} {
  switch (kind) {
    case 'conflict':
      return { leastNames: 2 };
    case 'whim':
      return { leastNames: 2 };
    // Without a preflight there is nothing that passes, and without a body nothing that shows it.
    case 'hidden':
      return { leastNames: 1, methods: BODY_METHODS };
    default:
      return { leastNames: 0 };
  }
}

function drawRules(random: Random, kind: CaseKind, store: StoreName, request: CaseRequest) {
  switch (kind) {
    case 'conflict':
      return conflictRules(random, store, request);
    case 'hidden':
    case 'whim':
    case 'fault':
      return allowingRules(random, store, request);
    case 'masked':
      return random.percent(50) ? allowingRules(random, store, request) : randomRules(random, store, request);
    case 'flaky':
      return random.percent(30) && store !== 'ceph' && namesFor(store, request).length > 1
        ? conflictRules(random, store, request)
        : randomRules(random, store, request);
    case 'rules':
      return randomRules(random, store, request);
  }
}

function faultOf(random: Random, kind: CaseKind, request: CaseRequest): AccuracyCase['fault'] {
  if (kind === 'hidden') return random.pick(HIDING_FAULTS);
  return kind === 'fault' ? drawFault(random, request) : null;
}

/** A cache in front of the store may have been filled by anybody, the browser's own by the page alone. */
function readBefore(random: Random, fault: AccuracyCase['fault']): AccuracyCase['readBefore'] {
  return fault?.code === 'cache.cdn-poison' && random.percent(50) ? 'as-request' : 'as-picture';
}

function drawWhim(random: Random, names: readonly string[]): Whim {
  const [name = 'x-a', other = 'x-b'] = random.shuffle(names);
  return { kind: random.pick(['bare', 'needs', 'parity', 'dice'] as const), name, other };
}
