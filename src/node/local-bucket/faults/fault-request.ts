import { ConfigError } from '../../../model/errors.js';
import type { Issue } from '../../../model/issue.js';
import { showValue } from '../../../model/show-value.js';
import { sayWording, type Wording, worded } from '../../../model/wording.js';
import { ALL_FAULTS } from './all-faults.js';
import type { Fault, FaultSettings } from './fault.js';

/** A fault that is wanted: its code, where and how often, and its own settings beside. */
export interface FaultRequest {
  /** Such as `pre.redirect`. */
  readonly code: string;
  /** Only requests whose path begins so, percent-encoded as it travels: `/photos/a`. Default: all. */
  readonly path?: string;
  /** After so many exchanges it is over. Default: it goes on. */
  readonly times?: number;
  /** What the fault itself can be told; see the table of faults. Default: as it says there. */
  readonly [setting: string]: string | number | boolean | undefined;
}

/** A fault that was looked over. */
export interface CheckedFault {
  readonly fault: Fault;
  readonly request: FaultRequest;
  readonly settings: FaultSettings;
}

const OF_EXCHANGES = ['path', 'times'];

/** Everything that is wrong with a list of wanted faults. Empty: nothing is. */
export function faultIssues(value: unknown, path: string): Issue[] {
  if (!Array.isArray(value))
    return [invalid(path, value, 'must be a list of faults: [{ "code": "pre.redirect" }]')];
  return value.flatMap((request: unknown, index) => requestIssues(request, `${path}[${index}]`));
}

/** @throws ConfigError with everything that is wrong. */
export function checkFaults(value: unknown): CheckedFault[] {
  const issues = faultIssues(value, 'faults');
  if (issues.length > 0) throw new ConfigError('These faults cannot be had', issues);
  return (value as readonly FaultRequest[]).map((request) => {
    const fault = ALL_FAULTS.find(({ code }) => code === request.code) as Fault;
    const settings = Object.fromEntries(
      Object.entries(fault.settings).map(([name, standard]) => [name, request[name] ?? standard]),
    );
    return { fault, request, settings };
  });
}

function requestIssues(request: unknown, path: string): Issue[] {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    return [invalid(path, request, 'must be an object with a code')];
  }
  const given = request as Readonly<Record<string, unknown>>;
  const fault = ALL_FAULTS.find(({ code }) => code === given.code);
  if (fault === undefined) {
    const codes = ALL_FAULTS.map(({ code }) => code).join(', ');
    return [invalid(`${path}.code`, given.code, worded`must be one of ${codes}`)];
  }
  const common = fault.isOfServer === true ? ['code'] : ['code', ...OF_EXCHANGES];
  const known = [...common, ...Object.keys(fault.settings)];
  return Object.entries(given).flatMap(([name, value]) => {
    const here = `${path}.${name}`;
    if (!known.includes(name) && value !== undefined)
      return [invalid(here, value, worded`is not known: ${fault.code} takes ${known.join(', ')}`)];
    return value === undefined || name === 'code'
      ? []
      : settingIssues(here, name, value, fault.settings[name]);
  });
}

function settingIssues(path: string, name: string, value: unknown, standard: unknown): Issue[] {
  if (name === 'times')
    return isCount(value, 1) ? [] : [invalid(path, value, 'must be a whole number, at least 1')];
  const wanted = name === 'path' ? 'string' : typeof standard;
  const least = name === 'offsetSeconds' ? -1e9 : name === 'status' ? 200 : 0;
  if (wanted === 'number') {
    const most = name === 'status' ? 599 : 1e9;
    const fits = isCount(value, least) && Number(value) <= most;
    return fits ? [] : [invalid(path, value, worded`must be a whole number from ${least} to ${most}`)];
  }
  // It becomes a header of an answer.
  const fits = typeof value === wanted && (typeof value !== 'string' || /^[\x20-\x7e]*$/.test(value));
  const message = wanted === 'string' ? 'must be a string of printable ASCII' : 'must be a boolean';
  return fits ? [] : [invalid(path, value, message)];
}

function isCount(value: unknown, least: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= least;
}

function invalid(path: string, value: unknown, message: string | Wording): Issue {
  const wording = typeof message === 'string' ? { text: message, values: [] } : message;
  return { code: 'invalid', path, value: showValue(value), message: sayWording(wording), wording };
}
