import type { Evidence } from '../model/diagnosis.js';

const ASKED: Readonly<Record<Evidence['kind'], (evidence: Evidence) => string>> = {
  page: () => 'this page and the store',
  reach: ({ method }) => `${method} without CORS`,
  preflight: ({ method, headers }) =>
    headers.length === 0 ? `${method} without headers` : `${method} with ${headers.join(', ')}`,
  signature: ({ method }) => `${method} with the real signature, of an upload that does not exist`,
  rules: ({ method }) => `signed ${method} of the CORS rules`,
};

/** What a piece of evidence asked, in a few words of English: `PUT with x-amz-date`. */
export function describeProbe(evidence: Evidence): string {
  return ASKED[evidence.kind](evidence);
}
