import type { Outcome } from '../compare.js';
import { parametersOf } from '../outcome.js';
import { bareNames, type QingstorRequest } from '../qingstor-requests.js';
import { atTime } from './at-time.js';
import { requirePeer } from './require-peer.js';

/** An operation once it is built. */
interface Built {
  readonly uri: string;
  readonly headers: Record<string, string | undefined>;
}

/** `lib/request.js`: builds an operation and signs it. */
interface SdkRequest {
  operation: Built;
  build(): SdkRequest;
  sign(): Promise<SdkRequest>;
  signQuery(expiresInSeconds: number): Promise<SdkRequest>;
}

interface SdkSigner {
  _setOperation(operation: Built): void;
  getStringToSign(): string;
  getQueryStringToSign(expires: string): string;
}

const SdkRequest: new (config: object, operation: object) => SdkRequest =
  requirePeer('qingstor-sdk/lib/request');
const SdkSigner: new (id: string, secret: string) => SdkSigner = requirePeer('qingstor-sdk/lib/sign');

/** QingStor's signature with the bucket in the path. */
export async function qingstorSdk(request: QingstorRequest): Promise<Outcome> {
  const { form, location, credentials, now, expiresInSeconds, dateHeader } = request;
  const { protocol, hostname, port } = new URL(location.origin);
  const { accessKeyId, secretAccessKey } = credentials;
  const config = {
    access_key_id: accessKeyId,
    secret_access_key: secretAccessKey,
    protocol: protocol.slice(0, -1),
    host: hostname,
    port,
  };
  const signer = new SdkSigner(accessKeyId, secretAccessKey);
  return atTime(now, async () => {
    const built = new SdkRequest(config, operationOf(request)).build();
    if (form === 'headers') {
      if (dateHeader === 'date') useDate(built.operation.headers);
      const { headers } = (await built.sign()).operation;
      signer._setOperation(built.operation);
      const { authorization = '' } = headers;
      return {
        signature: authorization.slice(authorization.indexOf(':') + 1),
        authorization,
        date: headers[dateHeader],
        stringToSign: signer.getStringToSign(),
      };
    }
    const { operation } = await built.signQuery(expiresInSeconds);
    signer._setOperation(operation);
    const { signature = '', expires = '', access_key_id } = parametersOf(operation.uri);
    return { signature, expires, access_key_id, stringToSign: signer.getQueryStringToSign(expires) };
  });
}

/** As where the caller builds the operation and gives it a `date`: the SDK's own always has `x-qs-date`. */
function useDate(headers: Record<string, string | undefined>): void {
  headers.date = headers['x-qs-date'];
  delete headers['x-qs-date'];
}

/**
 * The request as an operation of the SDK has it: headers named in lower case, and what the operation is about, such as
 * `?acl`, in the template of its address. There is room for one such name there; others are parameters.
 */
function operationOf({ method, location, key, subResources, parameters, headers }: QingstorRequest): object {
  const bucket = location.bucket === '' ? '' : '<bucket-name>';
  const object = key === '' ? '' : '/<object-key>';
  const [topic] = bareNames(subResources);
  const further = Object.entries(subResources).filter(([name]) => name !== topic);
  return {
    api: 'Interop',
    method,
    uri: `/${bucket}${object}${topic === undefined ? '' : `?${topic}`}`,
    params: { ...parameters, ...Object.fromEntries(further) },
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    elements: {},
    properties: { 'bucket-name': location.bucket, 'object-key': key },
    body: undefined,
  };
}
