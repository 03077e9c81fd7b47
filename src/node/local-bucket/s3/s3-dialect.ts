import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { UnkeptBody } from '../../read-body.js';
import type { AccessKey } from '../access-keys.js';
import type { Answer, Dialect, Exchange, RequestHead, UnreadableRequest } from '../exchange.js';
import { authenticate } from './authenticate.js';
import { answerPreflight, corsHeadersOf } from './cors-answer.js';
import { parseTarget } from './parse-target.js';
import { checkPayloadHash } from './payload-hash.js';
import { requireBuilt, routeRequest } from './route-request.js';
import { type AnswerIds, S3Error, writeS3Error } from './s3-error.js';
import { type S3Service, s3Signed } from './s3-service.js';

/** The longest object that is taken: 64 MiB. */
const MAX_OBJECT_BYTES = 64 * 1024 * 1024;

/** The longest form: it must be held before anyone knows who sent it. */
const MAX_FORM_BYTES = 64 * 1024;

/** Amazon S3, its token service on the same address, as a dialect of the local bucket. */
export function createS3Dialect(service: S3Service): Dialect {
  return {
    begin: (head) => begin(head, service),
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

/** Judges a request by its head: whose it is, unless that depends on the body too, and which CORS headers it gets. */
function begin(head: RequestHead, service: S3Service): Exchange {
  const ids = createIds(service);
  let corsHeaders: readonly HeaderEntry[] = [];
  const answered = async (run: () => Answer | Promise<Answer>): Promise<Answer> => {
    let answer: Answer;
    try {
      answer = await run();
    } catch (error) {
      if (!(error instanceof S3Error)) service.onError(error);
      answer = writeS3Error(error, ids);
    }
    return withHeaders(answer, [...corsHeaders, ...idHeaders(ids)]);
  };
  const settled = (run: () => Answer): Exchange => ({ maxBodyBytes: 0, finish: () => answered(run) });
  try {
    const target = parseTarget(head);
    if (head.method === 'OPTIONS') return settled(() => answerPreflight(head, target, service));
    // By the rules as they are when the request comes: a page that deletes them may still read that it did.
    const matched = corsHeadersOf(head, target, service);
    const operation = routeRequest(head, target);
    const signedFor = operation?.signedFor ?? s3Signed;
    const identify = (body: Uint8Array) => {
      const { region, keys, now } = service;
      corsHeaders = service.corsHeadersOnAuthErrors ? matched : [];
      const caller = authenticate(head, target, { service: signedFor, region, keys, now: now() }, body);
      corsHeaders = matched;
      if (caller === null) throw new S3Error(403, 'AccessDenied', 'Access Denied');
      return caller;
    };
    const run = (caller: AccessKey, body: Uint8Array) => {
      checkPayloadHash(head, target, body);
      return requireBuilt(head, target, operation).run({ service, request: head, target, body, caller });
    };
    if (signedFor.payloadHash === 'computed') {
      return {
        maxBodyBytes: MAX_FORM_BYTES,
        finish: (received) =>
          answered(() => {
            const body = requireBody(received);
            return run(identify(body), body);
          }),
      };
    }
    const caller = identify(NO_BODY);
    return {
      maxBodyBytes: MAX_OBJECT_BYTES,
      finish: (received) => answered(() => run(caller, requireBody(received))),
    };
  } catch (error) {
    return settled(() => {
      throw error;
    });
  }
}

const NO_BODY = new Uint8Array();

function requireBody(received: Uint8Array | UnkeptBody): Uint8Array {
  if (received === 'too-long') {
    throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed object size.');
  }
  if (received === 'no-room') throw new S3Error(503, 'SlowDown', 'Please reduce your request rate.');
  return received;
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
