import {
  CHROMIUM_LINES,
  CHROMIUM_ON_PREFLIGHT,
  CHROMIUM_PREFLIGHT_NAMES,
} from '../../../src/fetch-standard/console/chromium-lines.js';
import { FIREFOX_LINES } from '../../../src/fetch-standard/console/firefox-lines.js';
import type { ChromiumRefusal, FirefoxRefusal } from '../../../src/fetch-standard/predict/refusal-words.js';

/** What a line of a console names besides the refusal. */
export interface ConsoleContext {
  /** The address that was asked. */
  readonly url: string;
  /** The origin of the page. */
  readonly origin: string;
  readonly initiator?: 'fetch' | 'XMLHttpRequest';
  /** The status of the answer, which Firefox adds to some. Default: `(null)`. */
  readonly status?: number;
}

/** Reasons to which Firefox adds the status. */
const WITH_STATUS = ['CORSDidNotSucceed2', 'CORSMissingAllowOrigin2', 'CORSPreflightDidNotSucceed3'];

/** The line that Chromium's console shows; `null`: none of its CORS lines. Pure. */
export function chromiumLine(refusal: ChromiumRefusal, context: ConsoleContext): string | null {
  const { corsError, failedParameter } = refusal;
  if (corsError === null) return null;
  const base = corsError.replace(/^Preflight(?!InvalidStatus|DisallowedRedirect)/, '');
  const words = CHROMIUM_LINES[base];
  if (words === undefined) return null;
  const isPreflight = corsError.startsWith('Preflight') || CHROMIUM_PREFLIGHT_NAMES.get(base) === corsError;
  const { initiator = 'fetch', url, origin } = context;
  const said = words.replace('{value}', () => failedParameter);
  return `Access to ${initiator} at '${url}' from origin '${origin}' has been blocked by CORS policy: ${isPreflight ? CHROMIUM_ON_PREFLIGHT : ''}${said}`;
}

/** The line that Firefox's console shows; `null`: none. Pure. @param value - What the line quotes, where it does. */
export function firefoxLine(refusal: FirefoxRefusal, value: string, context: ConsoleContext): string | null {
  const words = refusal.reason === null ? undefined : FIREFOX_LINES[refusal.reason];
  if (words === undefined || refusal.reason === null) return null;
  const said = words.replace('{value}', () => value);
  const status = WITH_STATUS.includes(refusal.reason) ? ` Status code: ${context.status ?? '(null)'}.` : '';
  return `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${context.url}. (${said}).${status}`;
}
