import { type CorsRule, type Diagnosis, evaluateRules, type RuleStore } from 'bucket-preflight';

/** One request to the store, as far as its permission goes. */
export type Permission = 'allowed' | 'refused' | 'unknown';

/** Methods by header names: what each pair is answered. */
export interface PermissionMatrix {
  readonly methods: readonly string[];
  /** Lists of names that are asked for together. The first is empty: no header. */
  readonly columns: readonly (readonly string[])[];
  /** A row for each method. */
  readonly cells: readonly (readonly Permission[])[];
}

const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];

/** By the rules where they are known, and else by what the test requests showed. Pure. */
export function permissionMatrix(
  { request, rules, evidence }: Diagnosis,
  store: RuleStore,
): PermissionMatrix {
  const { origin, unsafeHeaders } = request;
  const methods = [...new Set([request.method, ...METHODS])].filter((method) => method !== '');
  const single = unsafeHeaders.map((name) => [name]);
  const columns = [[], ...single, ...(single.length > 1 ? [unsafeHeaders] : [])];
  const ask = (method: string, headers: readonly string[]): Permission =>
    rules === null ? seen(evidence, method, headers) : byRules(rules, store, { origin, method, headers });
  return { methods, columns, cells: methods.map((method) => columns.map((names) => ask(method, names))) };
}

function byRules(
  rules: readonly CorsRule[],
  store: RuleStore,
  asked: { readonly origin: string; readonly method: string; readonly headers: readonly string[] },
): Permission {
  const { allowed } = evaluateRules(rules, store, { kind: 'preflight', ...asked });
  return allowed === null ? 'unknown' : allowed ? 'allowed' : 'refused';
}

/** The last test request that asked for exactly this. */
function seen(evidence: Diagnosis['evidence'], method: string, headers: readonly string[]): Permission {
  const names = headers.join();
  const found = evidence
    .filter(
      (entry) =>
        asksForPermission(entry) &&
        entry.origin === undefined &&
        entry.method === method &&
        entry.headers.join() === names,
    )
    .at(-1);
  if (found === undefined || found.passed === null) return 'unknown';
  return found.passed ? 'allowed' : 'refused';
}

/** Whether a refusal is one of the method or the names: some stores look at a signature in the URL already on the preflight. */
function asksForPermission({ kind, headers, passed }: Diagnosis['evidence'][number]): boolean {
  return (
    kind === 'preflight' || (kind === 'signature' && (passed === true || headers.includes('authorization')))
  );
}
