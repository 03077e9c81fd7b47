import { hideSecrets } from './expected.mjs';
import { encodePath, encodeStrictly } from './paths.mjs';

/**
 * A case in the project's own form, which is the same for all schemes (`run-case.d.mts` has its type).
 *
 * @param entry - The vector it is made of, for name, source and note.
 * @param parts - Signer, credentials, context and what is signed.
 * @param expected - Under the names of the own form, texts as they were published.
 */
export function ownCase(entry, parts, expected) {
  const headers = parts.request?.headers ?? [];
  const shown = (text) => hideSecrets(text, parts.credentials.securityToken, headers).split('\n');
  const { canonicalRequest, stringToSign, ...rest } = expected;
  return {
    name: entry.name,
    ...(entry.source === undefined ? {} : { source: entry.source }),
    ...(entry.note === undefined ? {} : { note: entry.note }),
    ...parts,
    expected: {
      ...(canonicalRequest === undefined ? {} : { canonicalRequest: shown(canonicalRequest) }),
      ...(stringToSign === undefined ? {} : { stringToSign: shown(stringToSign) }),
      ...rest,
    },
  };
}

/** Credentials in the SDK's spelling. */
export function credentialsOf(accessKeyId, secretAccessKey, securityToken) {
  return { accessKeyId, secretAccessKey, ...(securityToken === undefined ? {} : { securityToken }) };
}

/** Headers by lower-case name, as signers answer them: those of the request and some more. */
export function sentHeaders(headers, added) {
  const sent = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, value] of Object.entries(added)) if (value !== undefined) sent[name] = value;
  return sent;
}

/** Origin and path that a request goes to. */
export function addressUrl({ location, key }) {
  const { origin, bucketPath } = location;
  return key === '' && bucketPath !== '' ? origin + bucketPath : `${origin}${bucketPath}/${encodePath(key)}`;
}

/**
 * The URL that a request goes to, for schemes that do not fix the order of parameters.
 *
 * @param added - Names and values that the signature adds.
 */
export function wholeUrl(request, added = {}) {
  const pairs = [...request.query, ...Object.entries(added).filter(([, value]) => value !== undefined)];
  return `${addressUrl(request)}?${pairs.map((pair) => pair.map(encodeStrictly).join('=')).join('&')}`;
}
