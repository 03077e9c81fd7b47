import type { Diagnosis } from '../model/diagnosis.js';
import { parseUrl } from '../model/parse-url.js';
import type { Condition, Language } from './language.js';

/** The names that stand in braces in the words for a code. */
export type Placeholder =
  | 'origin'
  | 'method'
  | 'url'
  | 'host'
  | 'headers'
  | 'passingHeaders'
  | 'passingMethods'
  | 'refused'
  | 'together'
  | 'rule'
  | 'allowed'
  | 'status'
  | 'said'
  | 'value'
  | 'server'
  | 'elsewhere'
  | 'failure'
  | 'allowedOrigin'
  | 'advice';

/** What each placeholder stands for in a diagnosis; empty: it is not known. Pure. */
export function valuesOf(diagnosis: Diagnosis, language: Language): Readonly<Record<Placeholder, string>> {
  const { request, conflicts, ruleVerdicts, rules, raw, readableError } = diagnosis;
  const { unsafeHeaders } = request;
  const origin = request.origin || language.unknown.origin;
  const method = request.method || language.unknown.method;
  const url = request.url || language.unknown.url;
  const list = (items: readonly string[]) => listOf(items, language);
  const refused = conflicts.map(({ members }) => members.join(language.together));
  const members = conflicts.flatMap((conflict) => conflict.members);
  const passing = conflicts.flatMap((conflict) => conflict.passing ?? []);
  const nearest = ruleVerdicts.find((verdict) => verdict.nearest);
  const allowed = [...new Set((rules ?? []).flatMap((rule) => rule.allowedOrigins))];
  const error = readableError ?? raw;
  return {
    origin,
    method,
    url,
    host: parseUrl(url)?.origin ?? url,
    headers: list(unsafeHeaders),
    // Where none is known to be refused, none is known to pass.
    passingHeaders: members.length === 0 ? '' : list(unsafeHeaders.filter((name) => !members.includes(name))),
    passingMethods: list(passing),
    refused: list(refused),
    together: list(conflicts.map((conflict) => conflict.members.join(' + '))),
    rule: nearest === undefined ? '' : ruleName(nearest, language),
    allowed: rules === null ? '' : allowed.length === 0 ? language.list.none : list(allowed),
    status: raw?.status == null ? '' : String(raw.status),
    said: error?.status == null ? '' : [error.status, error.serviceCode].filter(Boolean).join(' '),
    value: raw?.value ?? '',
    server: raw?.server ?? '',
    elsewhere: raw?.elsewhere ?? '',
    failure: raw?.failure ?? '',
    allowedOrigin: raw?.allowedOrigin ?? '',
    advice: language.advice[error?.kind ?? 'other'],
  };
}

/** Whether each condition holds for a diagnosis. Pure. */
export function conditionsOf(diagnosis: Diagnosis): Readonly<Record<Condition, boolean>> {
  const { request, ruleVerdicts, conflicts, signatureChecked, hidesSignatureErrors, evidence } = diagnosis;
  const showsStatus = (passed: boolean) =>
    evidence.some((entry) => entry.kind === 'status' && entry.passed === passed);
  return {
    'needs-preflight': request.needsPreflight,
    'rules-differ': ruleVerdicts.length > 0 && ruleVerdicts.every((rule) => rule.fails.length > 0),
    'signature-checked': signatureChecked,
    'signature-unchecked': !signatureChecked,
    'signature-hidden': signatureChecked && hidesSignatureErrors,
    'signature-may-be-hidden': !signatureChecked && hidesSignatureErrors,
    'has-repair': diagnosis.repairs.length > 0,
    'several-refused': conflicts.length > 1,
    'is-open': diagnosis.undecided !== null,
    // Behind a preflight that passes the rules allow it.
    'may-be-rules':
      diagnosis.undecided?.candidates.some(
        (code) => code.startsWith('pre.') || (code === 'act.no-acao' && !request.needsPreflight),
      ) === true,
    'changes-things': request.method !== 'GET' && request.method !== 'HEAD',
    'object-readable': showsStatus(true),
    'object-unreadable': showsStatus(false),
  };
}

/** Items as a sentence lists them; empty for none. */
export function listOf(items: readonly string[], { list }: Language): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(list.comma)}${list.and}${items.at(-1)}`;
}

function ruleName({ index, id }: Diagnosis['ruleVerdicts'][number], { rule }: Language): string {
  const words = id === undefined ? rule.plain : rule.named;
  return words.replace('{number}', String(index + 1)).replace('{id}', () => id ?? '');
}
