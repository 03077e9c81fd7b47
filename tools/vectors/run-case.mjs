import { compareOutputs } from './compare.mjs';
import { signCase } from './sign-case.mjs';

/**
 * Runs one case in the project's own form.
 *
 * @param vector - The case.
 * @param signers - `sdk`, the public face; `core`, what `loadGenericCore()` answers.
 * @returns One sentence a difference. Empty: the case passes.
 */
export async function runCase(vector, signers) {
  let outputs;
  try {
    outputs = await signCase(vector, signers);
  } catch (error) {
    return [`${vector.signer} failed: ${error.message}`];
  }
  return compareOutputs(vector.expected, outputs);
}
