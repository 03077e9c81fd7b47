import type { ConsoleReading } from '../../fetch-standard/console/console-reading.js';
import type { RefusalCode } from '../../fetch-standard/cors-verdict.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { RuledStore } from '../../stores/store.js';
import { type Classification, likely, proven } from './classification.js';
import { failureCode } from './failure-code.js';

/** What one line means, as far as it tells. Pure. */
export function classifyMessage(reading: ConsoleReading, store: RuledStore): Classification {
  const { refusals, failure, blockedAt, status } = reading;
  if (failure !== '') {
    const code = failureCode({ leg: 'request', reason: failure }, false);
    if (code === null) return { code: 'undecided', confidence: 'weak', candidates: [] };
    // What the browser itself stops needs no look at the store, though some of these lines only warn or report.
    return code.startsWith('env.') ? { ...likely(code), candidates: null } : likely(code);
  }
  const [refusal] = refusals;
  if (refusal === undefined) return { code: 'undecided', confidence: 'weak', candidates: [] };
  // Firefox has the same words for an address that cannot be asked at all and for a redirect to one.
  if (refusals.includes('redirect-scheme') && /^(?!https?:)\w[\w+.-]*:/.test(reading.url))
    return { ...likely('env.scheme'), candidates: null };
  if (refusals.every((code) => code.startsWith('redirect-'))) {
    // Firefox says the same of a connection that failed.
    return reading.engine === 'firefox' && status === null
      ? likely('net.unreachable', 'act.redirect', 'pre.refused')
      : likely('act.redirect');
  }
  if (blockedAt === 'redirect') return likely('act.redirect');
  if (refusal === 'allow-origin-missing' || isStatusFirst(reading)) return missing(reading, store);
  const code = (blockedAt === 'response' ? ON_ANSWER : ON_PREFLIGHT)[refusal];
  const others = refusals.slice(1).flatMap((other) => ON_PREFLIGHT[other] ?? []);
  if (code === undefined) return { code: 'undecided', confidence: 'weak', candidates: [] };
  const elsewhere = blockedAt === null ? (ON_ANSWER[refusal] ?? code) : code;
  const open = [...new Set([...others, elsewhere])].filter((other) => other !== code);
  // A store answers its refusals without any CORS header: headers that are wrong come from something else.
  const isByAnother = code.startsWith('pre.') && !NOT_BY_ANOTHER.has(code);
  const candidates = isByAnother ? [...open, 'pre.waf' as const] : open;
  return candidates.length === 0 ? proven(code) : likely(code, ...candidates);
}

const NOT_BY_ANOTHER: ReadonlySet<DiagnosisCode> = new Set([
  'pre.cred-wildcard',
  'pre.cred-missing',
  'pre.method-case',
]);

/** What the words of each refusal stand for, on a preflight. */
const ON_PREFLIGHT: Readonly<Partial<Record<RefusalCode, DiagnosisCode>>> = {
  'allow-origin-repeated': 'pre.acao-multiple',
  'allow-origin-list': 'pre.acao-multiple',
  'allow-origin-invalid': 'pre.acao-invalid',
  'allow-origin-mismatch': 'pre.acao-mismatch',
  'allow-origin-wildcard-with-credentials': 'pre.cred-wildcard',
  'allow-credentials-missing': 'pre.cred-missing',
  'preflight-redirected': 'pre.redirect',
  'preflight-status': 'pre.status',
  'allow-methods-malformed': 'pre.acam-syntax',
  'allow-headers-malformed': 'pre.acah-syntax',
  'method-not-allowed': 'pre.method',
  'header-not-allowed': 'pre.header',
  'resource-policy': 'env.coep',
  'embedder-policy': 'env.coep',
  'local-network-insecure': 'env.lna',
  'local-network-denied': 'env.lna',
  'local-network-mismatch': 'env.lna',
};

/** And on the answer itself. */
const ON_ANSWER: Readonly<Partial<Record<RefusalCode, DiagnosisCode>>> = {
  ...ON_PREFLIGHT,
  'allow-origin-repeated': 'act.acao-multiple',
  'allow-origin-list': 'act.acao-multiple',
  'allow-origin-invalid': 'act.acao-mismatch',
  'allow-origin-mismatch': 'act.acao-mismatch',
};

/** WebKit looks at the status first, so that it never speaks of the missing header. */
function isStatusFirst({ engine, refusals, status }: ConsoleReading): boolean {
  return engine === 'webkit' && refusals.includes('preflight-status') && status !== null;
}

/** Nothing in the answer allows the page: what stores say to every refusal. */
function missing({ blockedAt, status, engine, refusals }: ConsoleReading, store: RuledStore): Classification {
  const isPreflight = blockedAt === 'preflight';
  const refused = refusedCandidates(store);
  if (isPreflight) {
    if (status === 401 || status === 407) return likely('pre.auth', 'pre.waf');
    if (status === 404) return likely('pre.bucket', 'pre.waf', 'pre.status');
    if (status !== null && status >= 300 && status < 400) return likely('pre.redirect', 'pre.bucket');
    if (engine === 'webkit' && refusals.includes('preflight-status'))
      return likely('pre.refused', ...refused, 'pre.status');
    return likely('pre.refused', ...refused);
  }
  // WebKit uses the same words for an origin that is another one.
  const others: DiagnosisCode[] = refusals.includes('allow-origin-mismatch') ? ['act.acao-mismatch'] : [];
  if (status !== null && status >= 400) {
    // Firefox says the same of a preflight and of the answer; WebKit has other words for such a preflight.
    if (blockedAt === null && engine !== 'webkit') {
      return likely('pre.refused', ...refused, 'act.error-without-cors');
    }
    return likely('act.error-without-cors', 'pre.origin', 'pre.no-config', ...others);
  }
  const cached: DiagnosisCode[] = ['cache.cdn-poison', 'cache.http-poison'];
  if (status === null) {
    return likely(
      'act.error-without-cors',
      'act.no-acao',
      'pre.origin',
      'pre.no-config',
      ...cached,
      ...others,
    );
  }
  return likely('act.no-acao', 'pre.origin', 'pre.no-config', 'pre.no-acao', ...cached, ...others);
}

function refusedCandidates({ ruleSemantics }: RuledStore): DiagnosisCode[] {
  return [
    ...(ruleSemantics.withoutRules === 'permit' ? [] : ['pre.no-config' as const]),
    'pre.origin',
    'pre.method',
    'pre.header',
    'pre.cross-rule',
    ...([ruleSemantics.selection, ...ruleSemantics.otherSelections].includes('first-match-of-origin')
      ? ['pre.shadowed' as const]
      : []),
    ...(ruleSemantics.presignedPreflight !== 'ignored' ? ['pre.auth-query' as const] : []),
    'pre.bucket',
    'pre.waf',
  ];
}
