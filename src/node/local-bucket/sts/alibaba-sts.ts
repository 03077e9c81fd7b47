import { createHmac } from 'node:crypto';
import { createAccessKeyId } from '../access-keys.js';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import { ServiceError } from '../service-error.js';
import { writeXmlDocument, type XmlItems } from '../xml/write-xml.js';
import { encodeRfc3986 } from './encode-rfc3986.js';
import { alibabaPolicyLanguage } from './policy-language.js';
import { readDuration } from './read-duration.js';
import { PolicyError, readSessionPolicy } from './session-policy.js';
import type { TokenQuestion, TokenService } from './token-service.js';

/** The role of the one account. */
export const ALIBABA_ROLE_ARN = 'acs:ram::1000000000000000:role/local-bucket';

const MAX_DURATION_SECONDS = 43_200;
const MAX_SKEW_MS = 15 * 60_000;

/**
 * The STS of Alibaba Cloud, signed by version 1 of its signatures, as ali-oss asks it. `Format` chooses XML, the default, or
 * JSON.
 *
 * @see https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole
 */
export const alibabaTokenService: TokenService = {
  title: 'Alibaba Cloud STS',
  read: ({ fields }, roleArn) => {
    const action = fields.get('Action');
    if (action !== null && action !== 'AssumeRole') {
      const message = 'Specified api is not found, please check your url and method.';
      throw new ServiceError(404, 'InvalidAction.NotFound', message);
    }
    const isOfPage = action === null;
    const durationSeconds = readDuration(fields.get('DurationSeconds') ?? '3600', MAX_DURATION_SECONDS);
    if (durationSeconds === null) {
      throw invalid('InvalidParameter.DurationSeconds', 'The Min/Max value of DurationSeconds is 1s/43200s.');
    }
    const sessionName = fields.get('RoleSessionName') ?? (isOfPage ? 'page' : '');
    if (!/^[\w.@-]{2,64}$/.test(sessionName)) {
      throw invalid('InvalidParameter.RoleSessionName', 'The specified RoleSessionName is not valid.');
    }
    const policy = fields.get('Policy');
    return {
      roleArn: fields.get('RoleArn') ?? (isOfPage ? roleArn : ''),
      sessionName,
      durationSeconds,
      ...(policy === null || policy === '' ? {} : { permits: readPolicy(policy) }),
    };
  },
  authenticate: ({ head, fields }, { keys, now }) => {
    if (head.headers.some(([name, value]) => name === 'authorization' && value.startsWith('ACS3-'))) {
      const message =
        'Version 3 of the signature is not part of the local bucket: use version 1 (HMAC-SHA1).';
      throw new ServiceError(400, 'IncompleteSignature', message);
    }
    const signature = fields.get('Signature');
    if (signature === null) return null;
    if (fields.get('SignatureMethod') !== 'HMAC-SHA1' || fields.get('SignatureVersion') !== '1.0') {
      throw invalid(
        'InvalidSignatureMethod',
        'Specified signature method is not valid: HMAC-SHA1, version 1.0.',
      );
    }
    const time = new Date(fields.get('Timestamp') ?? '');
    if (!(Math.abs(time.getTime() - now.getTime()) <= MAX_SKEW_MS)) {
      throw invalid('InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
    }
    const key = keys.get(fields.get('AccessKeyId') ?? '');
    if (key === undefined) {
      throw new ServiceError(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
    }
    const text = stringToSign(head.method, fields);
    const computed = createHmac('sha1', `${key.secretAccessKey}&`).update(text).digest('base64');
    if (equalInConstantTime(computed, signature)) return key;
    const message = `Specified signature is not matched with our calculation. server string to sign is:${text}`;
    throw invalid('SignatureDoesNotMatch', message);
  },
  notPermitted: (roleArn) =>
    new ServiceError(
      403,
      'NoPermission',
      `You are not authorized to do this action: sts:AssumeRole on ${roleArn}`,
    ),
  answer: ({ key, token, expiresAt, request, randomBytes }, question) => {
    const { roleArn, sessionName } = request;
    const role = {
      Arn: `${roleArn}/${sessionName}`,
      AssumedRoleId: `${createAccessKeyId('3', randomBytes)}:${sessionName}`,
    };
    const credentials = {
      AccessKeyId: key.accessKeyId,
      AccessKeySecret: key.secretAccessKey,
      SecurityToken: token,
      Expiration: expiresAt.toISOString().replace(/\.\d+/, ''),
    };
    const RequestId = Buffer.from(randomBytes(16)).toString('hex').toUpperCase();
    return document(200, 'AssumeRoleResponse', question, {
      RequestId,
      AssumedRoleUser: role,
      Credentials: credentials,
    });
  },
  refuse: ({ status, code, message }, requestId, question) =>
    document(status, 'Error', question, {
      RequestId: requestId,
      HostId: 'sts.aliyuncs.com',
      Code: code,
      Message: message,
    }),
};

/** @see https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism */
function stringToSign(method: string, fields: URLSearchParams): string {
  const query = [...fields]
    .filter(([name]) => name !== 'Signature')
    .map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`)
    .sort()
    .join('&');
  return `${method}&%2F&${encodeRfc3986(query)}`;
}

function readPolicy(json: string) {
  try {
    return readSessionPolicy(json, alibabaPolicyLanguage);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const message = `The parameter Policy has not passed grammar check. ${error.message}`;
    throw invalid('InvalidParameter.PolicyGrammar', message);
  }
}

type Members = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** A page, which names no action, gets JSON. */
function document(status: number, root: string, { fields }: TokenQuestion, members: Members) {
  const isJson = fields.get('Format')?.toUpperCase() === 'JSON' || !fields.has('Action');
  return isJson
    ? {
        status,
        headers: [['Content-Type', 'application/json;charset=utf-8']] as const,
        body: JSON.stringify(members),
      }
    : {
        status,
        headers: [['Content-Type', 'text/xml;charset=utf-8']] as const,
        body: writeXmlDocument(root, itemsOf(members)),
      };
}

function itemsOf(members: Members): XmlItems {
  return Object.entries(members).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : Object.entries(value),
  ]);
}

function invalid(code: string, message: string): ServiceError {
  return new ServiceError(400, code, message);
}
