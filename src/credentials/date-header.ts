/**
 * The server's time in the `Date` header of an answer that comes from the server now. Pure.
 *
 * @returns `undefined`: there is no such header, in a page because no rule exposes it, or the answer may be out of a cache
 * and tell an old time. A browser's own cache adds no `Age`, so there it counts whether the answer might have been kept.
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.2
 */
export function dateHeader(headers: Headers): Date | undefined {
  const control = headers.get('cache-control') ?? '';
  const mayBeKept =
    !/no-(store|cache)/.test(control) &&
    (/max-age=0*[1-9]/.test(control) || headers.has('expires') || headers.has('last-modified'));
  const date = new Date(headers.get('date') ?? Number.NaN);
  return mayBeKept || headers.has('age') || Number.isNaN(date.getTime()) ? undefined : date;
}
