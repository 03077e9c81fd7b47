import type { Evidence } from '../model/diagnosis.js';
import { english } from './en.js';
import type { Language } from './language.js';

/** What a piece of evidence asked, in a few words: `PUT with x-amz-date`. @param options.language - Default: `english`. */
export function describeProbe(evidence: Evidence, options: { readonly language?: Language } = {}): string {
  const { probes } = options.language ?? english;
  const { kind, method, headers, origin, url } = evidence;
  const words = kind === 'preflight' && headers.length === 0 ? probes.bare : probes[kind];
  const from = origin === undefined ? '' : probes.from.replace('{origin}', () => origin);
  const at = url === undefined ? '' : probes.at.replace('{url}', () => url);
  const asked = words.replace('{method}', () => method).replace('{headers}', () => headers.join(', '));
  return asked + from + at;
}
