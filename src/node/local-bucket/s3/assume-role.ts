import { escapeXml } from '../../../xml/escape-xml.js';
import { createAccessKeyId, createSecret, createSessionToken } from '../access-keys.js';
import type { Answer } from '../exchange.js';
import { writeXmlTime } from './amz-date.js';
import { notImplemented, S3Error } from './s3-error.js';
import type { S3Call, S3Service } from './s3-service.js';

const MAX_DURATION_SECONDS = 43_200;
const PARAMETERS = ['Action', 'Version', 'RoleArn', 'RoleSessionName', 'DurationSeconds'];

/**
 * `POST /` with `Action=AssumeRole`: a temporary key for the one role there is.
 *
 * Durations from one second are taken, where AWS wants 900, so that a test can see a token end.
 *
 * @throws S3Error when another action, role or parameter is asked for, or by another than the root key.
 */
export function assumeRole({ service, body, caller }: S3Call): Answer {
  const form = new URLSearchParams(Buffer.from(body).toString());
  if (form.get('Action') !== 'AssumeRole') throw notImplemented(`The action "${form.get('Action') ?? ''}"`);
  // A session policy that was silently dropped would hand out more than was asked for.
  const other = [...form.keys()].find((name) => !PARAMETERS.includes(name));
  if (other !== undefined) throw notImplemented(`The parameter ${other} of AssumeRole`);
  const roleArn = form.get('RoleArn') ?? '';
  if (caller.session !== null || roleArn !== service.roleArn) {
    const message = `User is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
    throw new S3Error(403, 'AccessDenied', message);
  }
  const sessionName = form.get('RoleSessionName') ?? '';
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw invalid(
      `Value '${sessionName}' at 'roleSessionName' must be 2 to 64 of the characters A-Z a-z 0-9 _ + = , . @ -`,
    );
  }
  return writeAnswer(service, sessionName, readDuration(form.get('DurationSeconds') ?? '3600'));
}

function readDuration(text: string): number {
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= MAX_DURATION_SECONDS) return seconds;
  throw invalid(
    `Value '${text}' at 'durationSeconds' must be a whole number from 1 to ${MAX_DURATION_SECONDS}`,
  );
}

function writeAnswer(service: S3Service, sessionName: string, durationSeconds: number): Answer {
  const { randomBytes, keys, roleArn } = service;
  const accessKeyId = createAccessKeyId('ASIA', randomBytes);
  const secretAccessKey = createSecret(randomBytes);
  const token = createSessionToken(randomBytes);
  // Up to the next whole second: the answer has no fractions, and must not name an earlier end than the real one.
  const expiresAt = new Date(Math.ceil(service.now().getTime() / 1000 + durationSeconds) * 1000);
  keys.set(accessKeyId, { accessKeyId, secretAccessKey, session: { token, expiresAt } });
  const roleId = createAccessKeyId('AKIA', randomBytes).replace('AKIA', 'AROA');
  const arn = `${roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${sessionName}`;
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <AssumedRoleUser>
      <AssumedRoleId>${roleId}:${escapeXml(sessionName)}</AssumedRoleId>
      <Arn>${escapeXml(arn)}</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>${accessKeyId}</AccessKeyId>
      <SecretAccessKey>${escapeXml(secretAccessKey)}</SecretAccessKey>
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

function invalid(message: string): S3Error {
  return new S3Error(400, 'ValidationError', message);
}
