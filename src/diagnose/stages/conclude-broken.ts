import { METHODS_WITH_BODY } from '../../model/cors-methods.js';
import type { DiagnosedRequest } from '../../model/diagnosed-request.js';
import type { Diagnosis } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import { readCommand } from '../decide-command.js';
import { harmlessUrl, type Subject } from '../harmless-url.js';

/**
 * Says of a request that failed, while nothing is wrong with the small one of a probe: where its body had gone out, that it
 * broke off, or something in front of the store refused its size with an answer that cannot be read. Where nobody saw how far
 * it came, it may be either, also where the signature is accepted.
 *
 * @returns The same where it is not known to have failed, or something else is wrong.
 */
export function concludeBroken(
  found: Diagnosis,
  stage: Subject & { readonly request: DiagnosedRequest },
): Diagnosis {
  const { sawUpload, hasFailed } = stage.request;
  const { undecided, request } = found;
  if (found.code !== 'ok.allowed' || !(sawUpload || hasFailed)) return found;
  const { method, origin } = request;
  const hasBody = METHODS_WITH_BODY.includes(method);
  // In the place of FILE the file that was to be sent, for an upload that does not exist. It goes out before anybody answers.
  const options =
    { HEAD: '-I ', DELETE: '-X DELETE ' }[method] ?? (hasBody ? `-X ${method} -T FILE -H 'Expect:' ` : '');
  const command = readCommand({ url: hasBody ? harmlessUrl(stage, method) : request.url, origin }, options);
  const told = { ...found, confidence: 'strong' } as const;
  const hidden = ['act.error-without-cors'] as const;
  if (sawUpload) {
    const open = { candidates: hidden, command };
    return { ...told, code: 'net.reset-upload', stage: 'network', undecided: open, notes: [] };
  }
  // An answer that is read may break off, too.
  const candidates: DiagnosisCode[] = [...(undecided?.candidates ?? []), 'net.reset-upload', ...hidden];
  if (!hasBody) candidates.push('net.unreachable');
  return { ...told, undecided: { command, ...undecided, candidates } };
}
