import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { unknownOptions } from '../model/unknown-options.js';
import { wrongOption } from '../model/wrong-value.js';
import { isObject } from './is-plain-object.js';
import { resolveUrl } from './remote/resolve-url.js';
import { serverHeaderIssues } from './remote/server-header-issues.js';
import type { ServerHeaders } from './remote/signing-server.js';
import type { SigningWire } from './signing-wire.js';

/** What `remoteSigner()` takes. */
export interface RemoteSignerOptions {
  /** The app's own server: `https://app.example/sign`, or relative to the page, `/sign`. It takes a `POST` of JSON. */
  readonly url: string;
  /** How long an answer may take, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /**
   * Headers that tell the server who asks, or a function that gives them for each call. Default: none, and the page's
   * cookies go along, as `credentials` says.
   */
  readonly headers?: ServerHeaders | (() => ServerHeaders | Promise<ServerHeaders>);
  /** Whether cookies go along, as for `fetch`. Default `same-origin`. */
  readonly credentials?: RequestCredentials;
  /** How the server is spoken to: `ownWire` or `qingstorWire`. Default `ownWire`. */
  readonly wire?: SigningWire;
  /** What sends the questions. Default: the platform's `fetch`. */
  readonly fetch?: typeof fetch;
}

const KNOWN = ['url', 'timeoutMs', 'headers', 'credentials', 'wire', 'fetch'];
const CREDENTIALS: readonly unknown[] = ['omit', 'same-origin', 'include'] satisfies RequestCredentials[];
/** What a relative URL is tried on. */
const ANY_PAGE = 'https://page.invalid/';
/** What a timer of the platform can count. */
const MAX_TIMEOUT_MS = 2_147_483_647;

/** @throws ConfigError listing everything in the options that is missing, unknown or cannot be right. */
export function checkRemoteSignerOptions(options: unknown): void {
  const given: Partial<Record<keyof RemoteSignerOptions, unknown>> = isObject(options) ? options : {};
  const { timeoutMs, headers, credentials, wire, fetch } = given;
  const issues = [
    ...(isObject(options) ? [] : [wrongOption('options', options, 'must be an object')]),
    ...unknownOptions(given, KNOWN),
    ...checkUrl(given.url),
    ...(timeoutMs === undefined || isTimeout(timeoutMs)
      ? []
      : [wrongOption('timeoutMs', timeoutMs, `must be a number above 0, at most ${MAX_TIMEOUT_MS}`)]),
    ...(headers === undefined || typeof headers === 'function' ? [] : serverHeaderIssues(headers)),
    ...(credentials === undefined || CREDENTIALS.includes(credentials)
      ? []
      : [wrongOption('credentials', credentials, 'must be "omit", "same-origin" or "include"')]),
    ...(wire === undefined || (isObject(wire) && 'writeQuestion' in wire)
      ? []
      : [wrongOption('wire', wire, 'must be a value of this SDK, ownWire or qingstorWire')]),
    ...(fetch === undefined || typeof fetch === 'function'
      ? []
      : [wrongOption('fetch', fetch, 'must be a function')]),
  ];
  if (issues.length > 0) throw new ConfigError('The signer options cannot be used', issues);
}

function checkUrl(url: unknown): Issue[] {
  const message =
    'must be the URL of your signing server, with http or https, or relative to the page: /sign';
  if (typeof url !== 'string' || url === '') return [wrongOption('url', url, message)];
  const parsed = resolveUrl(url, ANY_PAGE);
  // What stands before an @ may be a password, and behind a question mark a key: neither is shown.
  const issue = { code: 'invalid', path: 'url', value: 'not shown' } as const;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) return [{ ...issue, message }];
  if (parsed.username === '' && parsed.password === '') return [];
  return [{ ...issue, message: 'must be without a user name or password: give headers for that' }];
}

function isTimeout(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value <= MAX_TIMEOUT_MS;
}
