import { escapeXml } from '../../../xml/escape-xml.js';
import { createAccessKeyId } from '../access-keys.js';
import type { Answer } from '../exchange.js';
import type { Operation } from '../operation.js';
import { Refusal } from '../refusal.js';
import { ServiceError } from '../service-error.js';
import { awsPolicyLanguage } from '../sts/policy-language.js';
import { readDuration } from '../sts/read-duration.js';
import type { AssumedRole, RoleRequest } from '../sts/role-request.js';
import { PolicyError, readSessionPolicy } from '../sts/session-policy.js';
import { writeXmlTime } from './amz-date.js';

/** The role of the one account. */
export const S3_ROLE_ARN = 'arn:aws:iam::000000000000:role/local-bucket';

const MAX_DURATION_SECONDS = 43_200;
const PARAMETERS = ['Action', 'Version', 'RoleArn', 'RoleSessionName', 'DurationSeconds', 'Policy'];

/**
 * The form of `POST /` with `Action=AssumeRole`.
 *
 * @throws Refusal | ServiceError when another action or parameter is asked for.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function readAssumeRole(document: Uint8Array): RoleRequest {
  const form = new URLSearchParams(Buffer.from(document).toString());
  if (form.get('Action') !== 'AssumeRole') throw notBuilt(`The action "${form.get('Action') ?? ''}"`);
  // A parameter that was silently dropped might hand out more than was asked for.
  const other = [...form.keys()].find((name) => !PARAMETERS.includes(name));
  if (other !== undefined) throw notBuilt(`The parameter ${other} of AssumeRole`);
  const sessionName = form.get('RoleSessionName') ?? '';
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw invalid(
      `Value '${sessionName}' at 'roleSessionName' must be 2 to 64 of the characters A-Z a-z 0-9 _ + = , . @ -`,
    );
  }
  const duration = form.get('DurationSeconds') ?? '3600';
  const durationSeconds = readDuration(duration, MAX_DURATION_SECONDS);
  if (durationSeconds === null) {
    throw invalid(
      `Value '${duration}' at 'durationSeconds' must be a whole number from 1 to ${MAX_DURATION_SECONDS}`,
    );
  }
  const policy = form.get('Policy');
  const permits = policy === null ? {} : { permits: readPolicy(policy) };
  return { roleArn: form.get('RoleArn') ?? '', sessionName, durationSeconds, ...permits };
}

/** The answer with a temporary key. */
export function writeAssumeRole({ key, token, expiresAt, request, randomBytes }: AssumedRole): Answer {
  const { roleArn, sessionName } = request;
  const roleId = createAccessKeyId('AROA', randomBytes);
  const arn = `${roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${sessionName}`;
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <AssumedRoleUser>
      <AssumedRoleId>${roleId}:${escapeXml(sessionName)}</AssumedRoleId>
      <Arn>${escapeXml(arn)}</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>${key.accessKeyId}</AccessKeyId>
      <SecretAccessKey>${escapeXml(key.secretAccessKey)}</SecretAccessKey>
      <SessionToken>${escapeXml(token)}</SessionToken>
      <Expiration>${writeXmlTime(expiresAt)}</Expiration>
    </Credentials>
    <PackedPolicySize>0</PackedPolicySize>
  </AssumeRoleResult>
  <ResponseMetadata>
    <RequestId>${Buffer.from(randomBytes(16)).toString('hex')}</RequestId>
  </ResponseMetadata>
</AssumeRoleResponse>
`;
  return { status: 200, headers: [['Content-Type', 'text/xml']], body };
}

function readPolicy(json: string): (operation: Operation) => boolean {
  try {
    return readSessionPolicy(json, awsPolicyLanguage);
  } catch (error) {
    if (error instanceof PolicyError) throw new ServiceError(400, 'MalformedPolicyDocument', error.message);
    throw error;
  }
}

function notBuilt(what: string): Refusal {
  return new Refusal('not-implemented', { what, header: null });
}

function invalid(message: string): ServiceError {
  return new ServiceError(400, 'ValidationError', message);
}
