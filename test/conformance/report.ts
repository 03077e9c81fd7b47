import type { Difference } from './check/compare.js';
import type { ExpectedExchange } from './check/expect-exchange.js';
import type { ScriptedAnswer } from './conformance-case.js';
import type { PlacedCase } from './play/place-case.js';
import type { ReceivedRequest } from './play/scripted-server.js';

/** A disagreement, whole: what differs, and all of the case that it takes to see why. */
export function describeDisagreement(
  script: PlacedCase,
  expected: ExpectedExchange,
  received: readonly ReceivedRequest[],
  differences: readonly Difference[],
): string {
  const { asked, seed, index, legs } = script;
  const reached = Math.max(0, ...received.map(({ leg }) => leg));
  return [
    `case ${index} of seed ${seed}: disagrees`,
    ...differences.map((difference) => `  ${difference}`),
    `  asked ${JSON.stringify(asked)}`,
    `  verdict ${JSON.stringify(expected.verdict)}`,
    ...legs
      .slice(0, reached + 1)
      .flatMap((leg, at) => [
        `  leg ${at} at ${leg.place}: preflight ${show(leg.preflight)}`,
        `    actual ${show(leg.actual)}`,
      ]),
  ].join('\n');
}

function show({ status, headers }: ScriptedAnswer): string {
  return `${status} ${JSON.stringify(headers)}`;
}

/** A case of which the SDK said nothing, because it threw. */
export function describeThrow({ seed, index, asked, legs }: PlacedCase, error: unknown): string {
  return [
    `case ${index} of seed ${seed}: throws`,
    `  ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    `  asked ${JSON.stringify(asked)}`,
    `  legs ${JSON.stringify(legs)}`,
  ].join('\n');
}
