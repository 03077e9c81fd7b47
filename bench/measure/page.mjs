// Runs in the page.
import { measureCold } from './cold.mjs';
import { measureEvaluators } from './evaluate.mjs';
import { measureMany, measureOneByOne, takeSamples } from './hot.mjs';

/** Opened contestants, in the order in which they were opened. */
const signers = [];

/**
 * Loads a contestant as an app would, and opens it.
 *
 * @param contestant - `{ name, entry, script }`: the URL of its module, and of the script that must be there first.
 */
export async function open({ name, entry, script }) {
  if (script !== undefined) await loadScript(script);
  const contestant = await import(entry);
  signers.push({ name, signer: await contestant.open() });
}

/** Opens one contestant and times its first signatures, as soon as the page has nothing else to do. */
export async function cold(contestant) {
  await open(contestant);
  await new Promise((resolve) => requestIdleCallback(resolve));
  return measureCold(signers[0].signer);
}

/** A signature of each form by each contestant. */
export async function samples() {
  const taken = [];
  for (const { name, signer } of signers) taken.push({ name, samples: await takeSamples(signer) });
  return taken;
}

/** Times all that are open against one another. */
export async function hot({ rounds, many }) {
  return {
    oneByOne: await measureOneByOne(signers, rounds),
    many: await measureMany(signers, rounds, many),
  };
}

/** Times all evaluators of rules that are open against one another. */
export function evaluate({ rounds }) {
  const evaluators = signers.map(({ name, signer }) => ({ name, evaluator: signer }));
  return measureEvaluators(evaluators, rounds);
}

function loadScript(src) {
  if (document.querySelector(`script[src="${src}"]`) !== null) return undefined;
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src, onload: resolve });
    script.onerror = () => reject(new Error(`${src} cannot be loaded`));
    document.head.append(script);
  });
}
