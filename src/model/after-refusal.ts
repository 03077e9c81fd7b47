import {
  type BucketPreflightError,
  CredentialsError,
  type HttpError,
  isBucketPreflightError,
  listIssues,
  SignerError,
} from './errors.js';
import type { Issue } from './issue.js';

/**
 * The error of a signature that was wanted because the store had refused the one before: it tells both.
 *
 * @param failure - Whatever was thrown in place of the signature. It is left as it is: others may have been thrown the same.
 * @returns A failure of credentials or of a signing server as a fresh error with `refusal`, its code, issues and cause
 * kept. Any other error of this SDK, as an app's own function may throw one, as the cause of a CredentialsError. What is no
 * error of this SDK, such as an abort, as it is.
 */
export function afterRefusal(failure: unknown, refusal: HttpError): unknown {
  if (!isBucketPreflightError(failure)) return failure;
  const kept = failure.cause === undefined ? { refusal } : { refusal, cause: failure.cause };
  const issues = issuesOf(failure);
  const what = withoutList(failure.message, issues);
  if (failure.code === 'ERR_CREDENTIALS') return new CredentialsError(what, issues, kept);
  if (failure.code === 'ERR_SIGNER') return new SignerError(what, issues, kept);
  return new CredentialsError('No other credentials could be had', [], { refusal, cause: failure });
}

function issuesOf(failure: BucketPreflightError): readonly Issue[] {
  const issues: unknown = Reflect.get(failure, 'issues');
  return Array.isArray(issues) ? (issues as readonly Issue[]) : [];
}

/** The message that an error was given, before its issues were listed in it. */
function withoutList(message: string, issues: readonly Issue[]): string {
  const list = listIssues('', issues);
  return list !== '' && message.endsWith(list) ? message.slice(0, -list.length) : message;
}
