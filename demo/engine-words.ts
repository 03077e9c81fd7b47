import {
  checkCors,
  type Diagnosis,
  type Engine,
  evaluateRules,
  explainRequest,
  type PredictedRefusal,
  predictRefusal,
  type Store,
} from 'bucket-preflight';

/** What each engine prints for the refusal that the rules come to. `null`: they are not known, or refuse nothing. Pure. */
export function engineWords({ request, rules }: Diagnosis, store: Store): PredictedRefusal | null {
  if (rules === null) return null;
  const { origin, method, url, unsafeHeaders } = request;
  const answer = evaluateRules(rules, store, { kind: 'preflight', origin, method, headers: unsafeHeaders });
  if (answer.allowed !== false) return null;
  // Of a value only its form matters: this one needs permission under every name.
  const headers = unsafeHeaders.map((name) => [name, 'x/y'] as const);
  return predictRefusal((engine: Engine) =>
    checkCors(
      {
        request: explainRequest({ origin, method, url, headers }, engine),
        preflight: answer.response,
        response: null,
      },
      engine,
    ),
  );
}
