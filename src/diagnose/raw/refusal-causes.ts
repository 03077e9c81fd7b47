import type { RefusalCode } from '../../fetch-standard/cors-verdict.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';

/** What each refusal stands for on a preflight, as far as it tells. The others are told apart by more than their name. */
export const ON_PREFLIGHT: Readonly<Partial<Record<RefusalCode, DiagnosisCode>>> = {
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
  'embedder-policy': 'env.coep',
  'local-network-insecure': 'env.lna',
  'local-network-denied': 'env.lna',
  'local-network-mismatch': 'env.lna',
};

/** And on the answer itself. */
export const ON_ANSWER: Readonly<Partial<Record<RefusalCode, DiagnosisCode>>> = {
  ...ON_PREFLIGHT,
  'allow-origin-repeated': 'act.acao-multiple',
  'allow-origin-list': 'act.acao-multiple',
  'allow-origin-invalid': 'act.acao-mismatch',
  'allow-origin-mismatch': 'act.acao-mismatch',
};
