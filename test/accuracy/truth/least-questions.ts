import type { Accepts } from './accepts.js';

/** How often a refusal must be seen before a verdict rests on it, as one may have got lost. */
const ANSWERS = 3;
/** The whole request, and the request without headers. */
const FIRST = 2;

/**
 * How many questions it takes at least to be sure of what is refused, on average over cases like this one and in whatever order
 * they are asked. One answer tells two possibilities apart: which names are in conflict, how many, as nobody knows that
 * beforehand and each name more is half as likely, and whether there are more. Each conflict is seen to be refused three times.
 */
export function leastQuestions(accepts: Accepts, method: string, names: readonly string[]): number {
  const conflicts = conflictsIn(accepts, method, names);
  let untold = names.length;
  let bits = 0;
  const alike = new Map<number, number>();
  for (const { length } of conflicts) {
    bits += Math.log2(choices(untold, length)) + length + 1;
    untold -= length;
    alike.set(length, (alike.get(length) ?? 0) + 1);
  }
  // In which order they are found does not matter.
  for (const count of alike.values()) bits -= Math.log2(factorial(count));
  return FIRST + Math.ceil(bits) + conflicts.length * (ANSWERS - 1);
}

/** Smallest refused sets, no name in two of them, until the rest passes. */
function conflictsIn(accepts: Accepts, method: string, names: readonly string[]): string[][] {
  const found: string[][] = [];
  let rest = [...names];
  while (!accepts(method, rest)) {
    let smallest = rest;
    for (const name of rest) {
      const smaller = smallest.filter((other) => other !== name);
      if (!accepts(method, smaller)) smallest = smaller;
    }
    if (smallest.length === 0) return found;
    const conflict = smallest;
    found.push(conflict);
    rest = rest.filter((name) => !conflict.includes(name));
  }
  return found;
}

function choices(of: number, taken: number): number {
  return factorial(of) / factorial(taken) / factorial(of - taken);
}

function factorial(number: number): number {
  return number <= 1 ? 1 : number * factorial(number - 1);
}
