/** What a request may carry. */
export type RequestBody = Uint8Array<ArrayBuffer> | Blob | null;

/**
 * The headers with the `content-type` that goes with the body: a browser adds a Blob's own type to a request that names
 * none, so it must be among what is signed, and permission is asked for it.
 *
 * @param otherwise - The type where neither headers nor body have one. Default: none.
 */
export function withBodyType(
  headers: Readonly<Record<string, string>>,
  body: RequestBody,
  otherwise = '',
): Readonly<Record<string, string>> {
  const type = body instanceof Blob && body.type !== '' ? body.type : otherwise;
  const isNamed = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return type === '' || isNamed ? headers : { ...headers, 'content-type': type };
}
