// Runs in pages too.
import { TIMED } from '../rules/list.mjs';
import { makeRules, REQUESTS } from '../rules/subject.mjs';
import { turned } from './statistics.mjs';

/** How long one turn evaluates at least, in milliseconds. */
const TURN_MS = 30;
/** Compilations of one turn. */
const COMPILATIONS = 10;
/** Turns before those that count: engines compile what runs often. */
const WARM_UP_TURNS = 3;

/**
 * Times evaluators that take turns.
 *
 * @param evaluators - `{ name, evaluator }` each.
 * @returns {Record<string, Record<string, number[]>>} By contestant and round by round: `compile` in milliseconds, and
 * evaluations a second for each request that is timed.
 * @throws Error when one decides otherwise than it should.
 */
export function measureEvaluators(evaluators, rounds) {
  const figures = {};
  for (const { name, evaluator } of evaluators) {
    checkDecisions(name, evaluator);
    figures[name] = Object.fromEntries(['compile', ...TIMED].map((what) => [what, []]));
    for (let turn = 0; turn < WARM_UP_TURNS; turn += 1) takeTurn(evaluator, () => {});
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, evaluator } of turned(evaluators, round))
      takeTurn(evaluator, (what, figure) => figures[name][what].push(figure));
  }
  return figures;
}

function takeTurn({ compile }, note) {
  // Rules of its own each time: nothing may be kept of those before.
  const rules = Array.from({ length: COMPILATIONS }, makeRules);
  const start = performance.now();
  const [evaluate] = rules.map(compile);
  note('compile', (performance.now() - start) / COMPILATIONS);
  for (const what of TIMED) note(what, perSecond(evaluate, REQUESTS[what].request));
}

/** Evaluations a second: twice as many each time, until they take long enough to be told apart. */
function perSecond(evaluate, request) {
  for (let count = 16; ; count *= 2) {
    let allowed = 0;
    const start = performance.now();
    for (let index = 0; index < count; index += 1) if (evaluate(request)) allowed += 1;
    const ms = performance.now() - start;
    // What is counted cannot be left out.
    if (ms >= TURN_MS) return allowed > count ? 0 : count / (ms / 1000);
  }
}

function checkDecisions(name, { compile }) {
  const evaluate = compile(makeRules());
  for (const [what, { isAllowed, request }] of Object.entries(REQUESTS)) {
    if (evaluate(request) !== isAllowed) throw new Error(`rules, ${name} decides otherwise: ${what}`);
  }
}
