/** Why the system did not do something, in its own short code (`ENOENT`), or else in its words. */
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
  return error instanceof Error ? error.message : String(error);
}
