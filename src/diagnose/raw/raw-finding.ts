import type { CorsVerdict } from '../../fetch-standard/cors-verdict.js';
import { showAddress } from '../../fetch-standard/show-address.js';
import type { RawFinding } from '../../model/diagnosis.js';
import type { StoreErrorAnswer } from '../../model/errors.js';
import type { SigningStore } from '../../stores/store.js';
import type { RawFailure, RawResponse } from './raw-exchange.js';
import { showWords } from './redact.js';

/** What an answer says of itself. Its words may hold secrets: they are looked at, and not kept. */
export interface ReadAnswer {
  readonly response: RawResponse;
  readonly error: StoreErrorAnswer;
  readonly server: string;
  readonly isStore: boolean;
  /** The address, endpoint or region that it names instead. Empty: none. */
  readonly elsewhere: string;
}

/** Headers that only object stores send. */
const STORE_HEADERS =
  /^(x-(amz|oss|cos|qs|obs|tos|bce|ms)-(request-id|id-2|trace-id|version-id|bucket-region)|x-guploader-uploadid|x-goog-[\w-]+|x-minio-[\w-]+|x-wasabi-[\w-]+)$/;
const STORE_SERVERS =
  /^(AmazonS3|AliyunOSS|tencent-cos|QingStor|QWS|MinIO|Ceph|UploadServer|OBS|TosServer|BceBos|WasabiS3|Windows-Azure-Blob)/i;
/** Bodies may be large; what counts stands at the beginning. */
const MOST_CHARACTERS = 65_536;

/** Reads who answered, and what the body says. Never rejects. */
export async function readAnswer(response: RawResponse, store: SigningStore): Promise<ReadAnswer> {
  const body = (response.body ?? '').slice(0, MOST_CHARACTERS);
  const error = await store.readError(body, toHeaders(response));
  const server = showWords(headerOf(response, 'server'));
  const hasStoreHeader = response.headers.some(([name]) => STORE_HEADERS.test(name.toLowerCase()));
  const hasStoreBody = error.requestId !== undefined && error.serviceCode !== '';
  return {
    response,
    error,
    server,
    isStore: hasStoreHeader || STORE_SERVERS.test(server) || hasStoreBody,
    elsewhere: elsewhereIn(response, body, error.expectedRegion ?? ''),
  };
}

/** What a diagnosis keeps of it. */
export function rawFinding(
  answer: ReadAnswer | null,
  verdict: CorsVerdict | null,
  failure: RawFailure | null,
): RawFinding {
  const refusal = verdict?.allowed === false ? verdict : null;
  const code = answer?.error.serviceCode ?? '';
  return {
    status: answer?.response.status ?? null,
    refusal: refusal?.code ?? '',
    value: showWords(refusal?.value ?? ''),
    serviceCode: /^[\w.-]{1,64}$/.test(code) ? showWords(code) : '',
    kind: answer?.error.kind ?? 'other',
    server: answer?.server ?? '',
    answeredBy: answer === null ? 'nobody' : answer.isStore ? 'store' : 'other',
    elsewhere: answer?.elsewhere ?? '',
    failure: failure === null ? '' : showWords(failure.reason),
    allowedOrigin: '',
  };
}

/** The first value of a header; empty when it is absent. @param name - Lower-case. */
export function headerOf(response: RawResponse, name: string): string {
  return response.headers.find(([entry]) => entry.toLowerCase() === name)?.[1] ?? '';
}

function elsewhereIn(response: RawResponse, body: string, region: string): string {
  const endpoint = /<Endpoint>([\w.:-]{1,255})<\/Endpoint>/.exec(body)?.[1];
  const named = endpoint || headerOf(response, 'x-amz-bucket-region') || region;
  return showWords(named || showAddress(headerOf(response, 'location')));
}

/** As error readers take them. Names and values that `Headers` refuses are left out. */
function toHeaders(response: RawResponse): Headers {
  const headers = new Headers();
  for (const [name, value] of response.headers) {
    try {
      headers.append(name, value);
    } catch {
      // No header that an error reader looks for.
    }
  }
  return headers;
}
