/**
 * A request of a record as the package takes it. An `Origin` stands in the headers, or beside them.
 *
 * @throws TypeError when it has no method.
 */
export function toS3Request({ request, auth, resource }) {
  const entries = Array.isArray(request.headers) ? request.headers : Object.entries(request.headers ?? {});
  const headers = new Map(entries.map(([name, value]) => [name.toLowerCase(), value]));
  if (typeof request.method !== 'string') throw new TypeError('the request has no method');
  const origin = headers.get('origin') ?? request.origin ?? null;
  const askedMethod = headers.get('access-control-request-method') ?? null;
  const askedHeaders = namesOf(headers.get('access-control-request-headers'));
  if (request.method.toUpperCase() === 'OPTIONS') {
    const presigned = auth === 'presigned-query';
    const of = ['object', 'bucket'].includes(resource) ? { resource } : {};
    return { kind: 'preflight', origin, method: askedMethod, headers: askedHeaders, presigned, ...of };
  }
  const authorized = headers.has('authorization');
  return { kind: 'actual', origin, method: request.method, askedMethod, askedHeaders, authorized };
}

function namesOf(list) {
  return typeof list === 'string' ? list.split(',') : (list ?? []);
}
