import type { Answer } from '../exchange.js';
import { headerOf } from '../exchange.js';
import { ServiceError } from '../service-error.js';
import { tencentPolicyLanguage } from './policy-language.js';
import { readDuration } from './read-duration.js';
import { PolicyError, readSessionPolicy } from './session-policy.js';
import { authenticateTencent } from './tencent-signature.js';
import type { TokenQuestion, TokenService } from './token-service.js';

/** The role of the one account. */
export const TENCENT_ROLE_ARN = 'qcs::cam::uin/100000000000:roleName/local-bucket';

const ACTIONS = ['GetFederationToken', 'AssumeRole'];
/** What a sub-account may have at most. */
const MAX_DURATION_SECONDS = 129_600;

/**
 * The STS of Tencent Cloud: `GetFederationToken` and `AssumeRole`. Its errors have the status 200. A page that names no
 * action gets what the vendor's own `qcloud-cos-sts` makes of the answer.
 *
 * @see https://www.tencentcloud.com/document/product/1150/49452
 */
export const tencentTokenService: TokenService = {
  title: 'Tencent Cloud STS',
  read: (question, roleArn) => {
    const asked = parametersOf(question);
    const action = actionOf(question, asked);
    if (action !== null && !ACTIONS.includes(action)) {
      throw failure('InvalidAction', `The action ${action} is not part of the local bucket.`);
    }
    const isRole = action === 'AssumeRole';
    const durationSeconds = readDuration(asked.get('DurationSeconds') ?? '1800', MAX_DURATION_SECONDS);
    if (durationSeconds === null) {
      throw failure(
        'InvalidParameter.OverLimit',
        `DurationSeconds must be from 1 to ${MAX_DURATION_SECONDS}.`,
      );
    }
    const policy = asked.get('Policy') ?? '';
    if (policy === '' && action === 'GetFederationToken') {
      throw failure('MissingParameter', 'The request is missing the required parameter `Policy`.');
    }
    return {
      roleArn: isRole ? (asked.get('RoleArn') ?? '') : roleArn,
      sessionName: asked.get(isRole ? 'RoleSessionName' : 'Name') ?? 'page',
      durationSeconds,
      ...(policy === '' ? {} : { permits: readPolicy(policy) }),
    };
  },
  authenticate: authenticateTencent,
  notPermitted: (roleArn) => failure('UnauthorizedOperation', `You may not assume the role ${roleArn}.`),
  answer: ({ key, token, expiresAt, randomBytes }, question, now) => {
    const expiredTime = Math.floor(expiresAt.getTime() / 1000);
    const expiration = expiresAt.toISOString().replace(/\.\d+/, '');
    const requestId = Buffer.from(randomBytes(16)).toString('hex');
    const { accessKeyId, secretAccessKey } = key;
    if (actionOf(question, parametersOf(question)) === null) {
      return json({
        credentials: { tmpSecretId: accessKeyId, tmpSecretKey: secretAccessKey, sessionToken: token },
        // Not the end less the duration: the end is rounded up, and COS takes no window that begins later.
        startTime: Math.floor(now.getTime() / 1000),
        expiredTime,
        expiration,
        requestId,
      });
    }
    const Credentials = { Token: token, TmpSecretId: accessKeyId, TmpSecretKey: secretAccessKey };
    return json({
      Response: { Credentials, ExpiredTime: expiredTime, Expiration: expiration, RequestId: requestId },
    });
  },
  refuse: ({ status, code, message }, requestId) =>
    json({ Response: { Error: { Code: code, Message: message }, RequestId: requestId } }, status),
};

/** The parameters: in JSON, or in a form or a query. */
function parametersOf({ head, fields, body }: TokenQuestion): ReadonlyMap<string, string> {
  if (!/^application\/json\b/i.test(headerOf(head, 'content-type') ?? '')) return new Map(fields);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(body).toString() || '{}');
  } catch {
    throw failure('InvalidParameter', 'The body is no JSON.');
  }
  if (typeof value !== 'object' || value === null)
    throw failure('InvalidParameter', 'The body is no object.');
  return new Map(Object.entries(value).map(([name, item]) => [name, String(item)]));
}

function actionOf({ head }: TokenQuestion, asked: ReadonlyMap<string, string>): string | null {
  return headerOf(head, 'x-tc-action') ?? asked.get('Action') ?? null;
}

function readPolicy(text: string) {
  try {
    return readSessionPolicy(text.startsWith('%7B') ? decodeURIComponent(text) : text, tencentPolicyLanguage);
  } catch (error) {
    if (!(error instanceof PolicyError || error instanceof URIError)) throw error;
    throw failure('InvalidParameter.StrategyFormatError', error.message);
  }
}

function json(value: unknown, status: number = 200): Answer {
  return { status, headers: [['Content-Type', 'application/json']], body: JSON.stringify(value) };
}

function failure(code: string, message: string): ServiceError {
  return new ServiceError(200, code, message);
}
