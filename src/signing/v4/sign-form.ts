import type { Credentials } from '../../model/credentials.js';
import { expiresAt } from '../expires-at.js';
import { expiryIssues } from '../expiry-issues.js';
import { checkForm } from '../form/check-form.js';
import { writePolicy } from '../form/encode-policy.js';
import { formSigningIssues } from '../form/form-signing-issues.js';
import { policyConditions } from '../form/policy-conditions.js';
import { objectPath } from '../object-path.js';
import type { ExpiringContext, SignableForm, SignedForm } from '../signer.js';
import { basicTime } from '../time-formats.js';
import { v4Scope } from './scope.js';
import { signV4Policy } from './sign-policy.js';
import type { V4Variant } from './variant.js';

/**
 * A form signed by a scheme of version 4. Its policy covers the key and every field as they are given.
 *
 * @throws ConfigError listing everything about the form that cannot be right.
 */
export async function signV4Form(
  variant: V4Variant,
  form: SignableForm,
  credentials: Credentials,
  context: ExpiringContext,
): Promise<SignedForm> {
  const { algorithm, algorithmField, prefix, service } = variant;
  const own = [algorithmField, 'credential', 'date', 'security-token', 'signature'];
  checkForm(
    form,
    own.map((name) => prefix + name),
    [...formSigningIssues(form, credentials, context), ...expiryIssues(context?.expiresInSeconds)],
  );
  const { location, key, fields } = form;
  const timestamp = basicTime(context.now);
  const scope = v4Scope(variant, credentials, timestamp.slice(0, 8), location.region, service);
  const token = credentials.securityToken;
  const named = {
    [prefix + algorithmField]: algorithm,
    [`${prefix}credential`]: scope.credential,
    [`${prefix}date`]: timestamp,
    ...(token === undefined ? {} : { [`${prefix}security-token`]: token }),
  };
  const { policy, signature } = await signV4Policy(
    scope,
    writePolicy(context, policyConditions(form, named)),
  );
  return {
    url: location.origin + objectPath(location, ''),
    fields: { key, ...fields, ...named, policy, [`${prefix}signature`]: signature },
    expiresAt: expiresAt(context, credentials),
    warnings: [],
  };
}
