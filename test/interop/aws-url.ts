import type { AwsRequest } from './aws-requests.js';
import { queryOf } from './requests.js';

/** The path of a request, percent-encoded by the platform and completed to RFC 3986. The bucket itself is `/photos`. */
export function objectPathOf({ location: { bucketPath }, key }: AwsRequest): string {
  if (key === '' && bucketPath !== '') return bucketPath;
  return `${bucketPath}/${encodeStrictly(key).replaceAll('%2F', '/')}`;
}

/** The URL of a request before it is signed. */
export function objectUrlOf(request: AwsRequest): string {
  const path = objectPathOf(request);
  const query = Object.entries(queryOf(request)).map((entry) => entry.map(encodeStrictly).join('='));
  const search = query.length === 0 ? '' : `?${query.join('&')}`;
  return `${request.location.origin}${request.isPlusBare ? path.replaceAll('%2B', '+') : path}${search}`;
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
