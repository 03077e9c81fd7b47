/** Why the system did not do something, in its own short code (`ENOENT`), or else in the words nearest to the cause (`bad port`). */
export function systemReason(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code: unknown = Reflect.get(at, 'code');
    if (
      typeof code === 'string' &&
      /^(E[A-Z]+|UND_[A-Z_]+|[A-Z_]*CERT[A-Z_]*)$/.test(code) &&
      !code.startsWith('ERR_')
    )
      return code;
  }
  return deepest(error);
}

/** `fetch failed` says less than what it comes of. */
function deepest(error: unknown): string {
  let at = error;
  for (let depth = 0; at instanceof Error && at.cause instanceof Error && depth < 5; depth += 1)
    at = at.cause;
  return at instanceof Error ? at.message : String(at);
}
