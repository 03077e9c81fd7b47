import type { Credentials } from '../model/credentials.js';
import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { wrongValue } from '../model/wrong-value.js';
import { type CredentialNeeds, readCheckedCredentials } from './read-credential-fields.js';

export type { CredentialNeeds } from './read-credential-fields.js';

const NEEDS: readonly unknown[] = ['temporary', 'any', 'long-lived'] satisfies CredentialNeeds[];

/**
 * Reads credentials out of an STS answer as it arrives, as an object, JSON or XML, or out of an object in this SDK's own
 * spelling. It knows what these give: AWS, Ceph, Alibaba and Tencent `AssumeRole` and their kind, the instance roles of
 * Alibaba and Tencent, Cloudflare R2, `ali-oss`, `qcloud-cos-sts`, `cos-js-sdk-v5`; also within `data`, `result` or
 * `credentials` of an app's own server. Numeric times are Unix seconds.
 *
 * @param answer - What the STS, or the app's own server, answered.
 * @param now - The time against which the expiration is checked.
 * @param needs - `temporary` wants a token, and an expiration except of R2 and `ali-oss` options, which tell none
 * (`{ accessKeyId, accessKeySecret, stsToken }`, or with `securityToken`; within `credentials` it is wanted).
 * `long-lived` refuses a token: a store without temporary credentials would not look at it.
 * @throws CredentialsError listing every field that is missing, malformed, expired or given twice, or with the code of the
 * error that the STS gave, or saying that the answer is a signature. It shows no value of a secret. ConfigError when `now` or `needs` cannot be right.
 */
export async function readCredentials(
  answer: unknown,
  now: Date,
  needs: CredentialNeeds,
): Promise<Credentials> {
  const wrong = argumentIssues(now, needs);
  if (wrong.length > 0) throw new ConfigError('The credentials cannot be read', wrong);
  return readCheckedCredentials(answer, now, needs);
}

/** By a time that is none nothing would have ended, and needs that are none would want nothing. */
function argumentIssues(now: unknown, needs: unknown): Issue[] {
  return [
    ...(now instanceof Date && !Number.isNaN(now.getTime())
      ? []
      : [wrongValue('now', now, 'must be a valid Date, such as new Date()')]),
    ...(NEEDS.includes(needs)
      ? []
      : [wrongValue('needs', needs, 'must be "temporary", "any" or "long-lived"')]),
  ];
}
