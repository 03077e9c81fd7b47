import { toRules } from './s3-rules.mjs';

/**
 * Rule sets, and for one method of each the answer to every set of header names: a `table` by the names, joined by commas,
 * or in the project's own shorter form `answers`, a digit for each subset of `names`, whose members are its bits.
 */
export const cephMatrix = { shape: 'ceph-rgw-matrix', accepts, read };

/** The stores by how they pick a rule. */
const STORES = { 'origin-first': 'ceph', 'all-three': 'aws' };

function accepts(content) {
  const isTable = (entry) => typeof entry?.answers === 'string' || typeof entry?.table === 'object';
  return Array.isArray(content?.cases) && content.cases.some(isTable);
}

function read({ cases, origin, selection = 'origin-first' }) {
  return cases.map((entry, index) => ({
    id: typeof entry?.id === 'string' ? entry.id : `case ${index + 1}`,
    entry,
    run: (sdk) => runCase({ origin, selection, ...entry }, sdk),
  }));
}

/** What differs, a text each. */
function runCase(entry, sdk) {
  const name = STORES[entry.selection];
  if (name === undefined)
    throw new TypeError(`the selection ${JSON.stringify(entry.selection)} is not known`);
  if (typeof entry.origin !== 'string') throw new TypeError('no origin is named');
  const compiled = sdk.compileRules(toRules(entry.corsConfiguration ?? entry.rules), sdk[name]);
  const evaluate = (headers) =>
    compiled.evaluate({ kind: 'preflight', origin: entry.origin, method: entry.method, headers });
  const wrong = rowsOf(entry).flatMap(([names, wanted]) => {
    const { allowed, response, refusal } = evaluate(names);
    const got = allowed === true && response.status === 200 && refusal === null;
    return got === wanted ? [] : [`with [${names}]: expected ${wanted}, got ${got}`];
  });
  const target = entry.target ?? entry.names ?? [];
  const verdict = verdictOf(evaluate(target));
  if (entry.verdict !== undefined && entry.verdict !== verdict)
    wrong.push(`the verdict on [${target}]: expected ${entry.verdict}, got ${verdict}`);
  return wrong;
}

/** Each set of names with whether it is allowed. */
function rowsOf({ table, names, answers }) {
  if (typeof table === 'object' && table !== null)
    return Object.entries(table).map(([key, isAllowed]) => [key.split(',').filter(Boolean), isAllowed]);
  if (2 ** (names?.length ?? -1) !== answers?.length)
    throw new TypeError('there is not one answer for each subset of the names');
  return [...answers].map((digit, bits) => [
    names.filter((_name, place) => (bits >> place) % 2 === 1),
    digit === '1',
  ]);
}

function verdictOf({ allowed, decidingRule, trace }) {
  if (allowed === true) return 'allowed';
  if (decidingRule === null && !trace.some(({ originMatches }) => originMatches)) return 'origin-refused';
  const rules = decidingRule === null ? trace.filter((rule) => rule.originMatches) : [trace[decidingRule]];
  return rules.some(({ methodMatches }) => methodMatches) ? 'headers-refused' : 'method-refused';
}
