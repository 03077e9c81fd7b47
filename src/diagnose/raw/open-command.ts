import type { SentRequest } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import { preflightCommand, readCommand } from '../decide-command.js';
import { presigned } from '../stages/presigned.js';

/** Where no preflight is what stays open, but who answers at all, and with what. */
const OF_ANSWERS = /^(env|net|act|cache)\.(?!stale-preflight$)/;

/** An address of one host, which may be one of IPv6. */
const ONE_HOST = /^https?:\/\/(?:\[[\da-f:.]+\](?::\d+)?|[^[\]{}/?#]+)(?:[/?#]|$)/i;

/**
 * The command that shows what a diagnosis with this code leaves open. Pure.
 *
 * @returns `null` where no page could have sent the request: `curl` knows schemes that do harm, takes what begins with a dash for
 * an option, and braces in a host for many hosts.
 */
export function openCommand(code: DiagnosisCode, sent: SentRequest): string | null {
  if (!ONE_HOST.test(sent.url)) return null;
  if (code === 'pre.auth-query') return preflightCommand(presigned(sent));
  return OF_ANSWERS.test(code) ? readCommand(sent) : preflightCommand(sent);
}
