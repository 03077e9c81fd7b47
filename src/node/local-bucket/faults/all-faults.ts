import { CACHE_FAULTS } from './caches.js';
import { CONNECTION_FAULTS } from './connection.js';
import type { Fault } from './fault.js';
import { PREFLIGHT_ANSWER_FAULTS } from './preflight-answers.js';
import { PREFLIGHT_HEADER_FAULTS } from './preflight-headers.js';
import { REQUEST_FAULTS } from './requests.js';
import { RULE_FAULTS } from './rules.js';

/** Every fault there is. Their codes are those of `Diagnosis`, where it has one. */
export const ALL_FAULTS: readonly Fault[] = [
  ...CONNECTION_FAULTS,
  ...RULE_FAULTS,
  ...PREFLIGHT_ANSWER_FAULTS,
  ...PREFLIGHT_HEADER_FAULTS,
  ...REQUEST_FAULTS,
  ...CACHE_FAULTS,
];
