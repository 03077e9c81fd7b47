import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { AccessKey } from '../access-keys.js';
import type { Answer, Dialect, ReceivedRequest, UnreadableRequest } from '../exchange.js';
import { authenticate } from './authenticate.js';
import { answerPreflight, corsHeadersOf } from './cors-answer.js';
import { parseTarget, type S3Target } from './parse-target.js';
import { checkPayloadHash } from './payload-hash.js';
import { requireBuilt, routeRequest } from './route-request.js';
import { type AnswerIds, S3Error, writeS3Error } from './s3-error.js';
import { type Operation, type S3Service, s3Signed } from './s3-service.js';

/** Amazon S3, its token service on the same address, as a dialect of the local bucket. */
export function createS3Dialect(service: S3Service): Dialect {
  return {
    answer: async (request) => {
      const ids = createIds(service);
      return withHeaders(await answer(request, service, ids), idHeaders(ids));
    },
    answerUnreadable: (what) => {
      const ids = createIds(service);
      return withHeaders(writeS3Error(UNREADABLE[what], ids), idHeaders(ids));
    },
  };
}

const UNREADABLE: Readonly<Record<UnreadableRequest, S3Error>> = {
  'headers-too-large': new S3Error(
    400,
    'RequestHeaderSectionTooLarge',
    'Your request header section exceeds the maximum allowed request header section size.',
  ),
  'too-slow': new S3Error(
    400,
    'RequestTimeout',
    'Your socket connection to the server was not read from or written to within the timeout period.',
  ),
  'not-http': new S3Error(400, 'BadRequest', 'An error occurred when parsing the HTTP request.'),
};

async function answer(request: ReceivedRequest, service: S3Service, ids: AnswerIds): Promise<Answer> {
  let corsHeaders: readonly HeaderEntry[] = [];
  try {
    const target = parseTarget(request);
    if (request.method === 'OPTIONS') return answerPreflight(request, target, service);
    // By the rules as they are when the request comes: a page that deletes them may still read that it did.
    const matched = corsHeadersOf(request, target, service);
    const operation = routeRequest(request, target);
    corsHeaders = service.corsHeadersOnAuthErrors ? matched : [];
    const caller = identify(request, target, service, operation);
    corsHeaders = matched;
    return withHeaders(await run(request, target, service, operation, caller), corsHeaders);
  } catch (error) {
    return withHeaders(writeS3Error(error, ids), corsHeaders);
  }
}

function identify(request: ReceivedRequest, target: S3Target, service: S3Service, operation?: Operation) {
  const { region, keys, now } = service;
  return authenticate(request, target, {
    service: operation?.signedFor ?? s3Signed,
    region,
    keys,
    now: now(),
  });
}

async function run(
  request: ReceivedRequest,
  target: S3Target,
  service: S3Service,
  operation: Operation | undefined,
  caller: AccessKey | null,
): Promise<Answer> {
  if (caller === null) throw new S3Error(403, 'AccessDenied', 'Access Denied');
  const { body } = request;
  if (body === null) {
    throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed object size.');
  }
  checkPayloadHash(request, target);
  return requireBuilt(request, target, operation).run({ service, request, target, body, caller });
}

function createIds({ randomBytes }: S3Service): AnswerIds {
  return {
    requestId: Buffer.from(randomBytes(8)).toString('hex').toUpperCase(),
    hostId: Buffer.from(randomBytes(42)).toString('base64'),
  };
}

function idHeaders({ requestId, hostId }: AnswerIds): HeaderEntry[] {
  return [
    ['x-amz-request-id', requestId],
    ['x-amz-id-2', hostId],
  ];
}

function withHeaders(answer: Answer, headers: readonly HeaderEntry[]): Answer {
  return { ...answer, headers: [...answer.headers, ...headers] };
}
