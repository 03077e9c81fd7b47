/** Headers of a request, besides those of the signature, whose value is a key or opens something. */
const SECRET_HEADERS =
  /^(?:authorization|cookie|proxy-authorization|x-(?:amz|cos|oss|qs)-(?:copy-source-)?(?:server-side-)?encryption-customer-key)$/;

const TOKEN_HEADERS = /^x-(?:amz|ci|cos|oss)-security-token$/;

/** Whether a header's value must not show in a trace, an error or a log. */
export function isSecretHeader(name: string): boolean {
  const lower = name.trim().toLowerCase();
  return SECRET_HEADERS.test(lower) || TOKEN_HEADERS.test(lower);
}

/** The same headers with `<secret>` in place of each value that must not show. */
export function hideSecretHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isSecretHeader(name) ? '<secret>' : value]),
  );
}

/** A header's value as a trace shows it. */
export function shownHeader(name: string, value: string): string {
  if (TOKEN_HEADERS.test(name)) return TOKEN_SHOWN;
  return isSecretHeader(name) ? '<secret>' : value;
}

/** A query, encoded, as a trace shows it: whoever wrote the token into it, in whatever case, and however often. */
export function shownQuery(query: string): string {
  return query.replace(/(^|&)((?:x-(?:amz|ci|cos|oss)-)?security-token=)[^&]*/gi, `$1$2${TOKEN_SHOWN}`);
}

/** A parameter's value, not encoded, as a trace shows it. */
export function shownParameter(name: string, value: string): string {
  const lower = name.toLowerCase();
  return lower === 'security-token' ? TOKEN_SHOWN : shownHeader(lower, value);
}

/** Stands for the security token. */
export const TOKEN_SHOWN = '<security token>';
