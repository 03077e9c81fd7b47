import type { Diagnosis } from '../../model/diagnosis.js';
import { readCommand } from '../decide-command.js';
import { harmlessUrl, type Subject } from '../harmless-url.js';

/**
 * Says of a request whose body had gone out before it failed, while nothing is wrong with the small one of a probe, that it broke off; or
 * something in front of the store refused its size with an answer that cannot be read.
 */
export function concludeBroken(found: Diagnosis, stage: Subject): Diagnosis {
  const { method, origin } = found.request;
  // In the place of FILE the file that was to be sent: it is for an upload that does not exist. It goes out before anybody answers.
  const options = `-X ${method} -T FILE -H 'Expect:' `;
  const command = readCommand({ url: harmlessUrl(stage, method), origin }, options);
  return {
    ...found,
    code: 'net.reset-upload',
    stage: 'network',
    confidence: 'strong',
    undecided: { candidates: ['act.error-without-cors'], command },
  };
}
