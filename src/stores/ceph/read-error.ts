import type { StoreErrorAnswer } from '../../model/errors.js';
import { readAwsError } from '../aws/read-error.js';
import { readXmlError } from '../xml-error.js';

/** What the gateway says to a session token, or to a key, that it cannot do with; and to other things. */
const SAID_OF_CREDENTIALS: readonly string[] = ['AccessDenied', 'InvalidArgument'];

/**
 * Reads an error answer of Ceph's object gateway, which is that of S3 with other words about credentials. A session token
 * that has ended and a key that nobody knows are `AccessDenied`, as is what a policy does not allow; a token that was changed
 * is that or `InvalidArgument`. But the gateway names the bucket only after it knew who asks: where it does not, it is about
 * the credentials. The exceptions that are known are a presigned URL out of its time, `x-amz-copy-source` or `content-md5`
 * that cannot be read, and, with keys that last, a signature that does not fit.
 *
 * Recorded from 16.2.15; `test/transport/ceph-session-tokens.test.ts` asks a gateway.
 *
 * @returns Never rejects: what is no S3 error gives empty texts.
 */
export async function readCephError(body: string, headers: Headers): Promise<StoreErrorAnswer> {
  const answer = await readAwsError(body, headers);
  if (!SAID_OF_CREDENTIALS.includes(answer.serviceCode)) return answer;
  const { bucket } = await readXmlError(body);
  return bucket === undefined ? { ...answer, kind: 'expired-credentials' } : answer;
}
