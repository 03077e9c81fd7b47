import type { Credentials } from '../../model/credentials.js';
import type { Issue } from '../../model/issue.js';
import { endIssues } from '../end-issues.js';
import type { SignableForm, SigningContext } from '../signer.js';
import { signingIssues } from '../signing-issues.js';

/** What of a form's bucket, of the credentials and of the time cannot be used, as a caller without types may give them. */
export function formSigningIssues(
  form: SignableForm | undefined,
  credentials: Credentials | undefined,
  context: SigningContext | undefined,
): Issue[] {
  // Its key has rules of its own.
  return [
    ...signingIssues({ location: form?.location, key: '', credentials, now: context?.now }),
    ...endIssues(credentials, context?.now),
  ];
}
