import { CredentialsError } from '../model/errors.js';
import { holdsKeys } from './credential-fields.js';
import { isSignature } from './is-signature.js';
import { stsErrorCode } from './sts-error-code.js';
import type { UnwrappedAnswer } from './unwrapped-answer.js';

const SIGNS_ITSELF =
  'The server gave no credentials but a signature: it signs by itself. Have it answer what its STS says, or ask it for each ' +
  'request by signer: remoteSigner({ url }) in place of credentials';

/** What an answer holds in place of credentials. `undefined`: it tells nothing. Pure. */
export function whyNoCredentials(answer: UnwrappedAnswer): CredentialsError | undefined {
  const code = errorIn(answer);
  if (code === undefined) {
    return isSignature(answer[0].fields) ? new CredentialsError(SIGNS_ITSELF, []) : undefined;
  }
  return new CredentialsError(
    `The STS, or the server that asks it, gave no credentials but the error ${code}: ask it otherwise`,
    [],
  );
}

/** The error that an answer tells, as it may be shown. `undefined`: none. Pure. */
export function errorIn(answer: UnwrappedAnswer): string | undefined {
  return holdsKeys(answer[0].fields) ? undefined : stsErrorCode(answer.map(({ fields }) => fields));
}
