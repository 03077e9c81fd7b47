import type { Issue } from '../../model/issue.js';
import { showValue } from '../../model/show-value.js';
import { sayWording, type Wording, worded } from '../../model/wording.js';
import { originFaults } from '../validate/origin-faults.js';
import type { CorsOperation, PageUse } from './cors-operation.js';
import type { AskedStore } from './required-requests.js';

const OPERATIONS: Readonly<Record<CorsOperation, true>> = {
  upload: true,
  'multipart-upload': true,
  'abort-upload': true,
  'form-upload': true,
  download: true,
  head: true,
  list: true,
  delete: true,
  'manage-cors': true,
};
const SIGNINGS: readonly unknown[] = [undefined, 'headers', 'url', 'form'];
const SWITCHES = ['temporary', 'uploadListeners', 'ranges'] as const;

/** All operations, as people are told them. */
export const OPERATION_NAMES: string = Object.keys(OPERATIONS).join(', ');

/**
 * Everything in what a page does that cannot be: operations that are none, signatures that such a request or store has not,
 * headers that no page can set. Pure.
 *
 * @param use - Whatever was given. What is absent is not looked at.
 */
export function pageUseIssues(use: Partial<PageUse>, { signer }: Pick<AskedStore, 'signer'>): Issue[] {
  const { operations, signing, contentType, headers } = use;
  return [
    ...(operations === undefined ? [] : operationIssues(operations, signing, signer.signForm !== undefined)),
    ...(SIGNINGS.includes(signing) ? [] : [wrong('signing', signing, 'must be "headers", "url" or "form"')]),
    ...SWITCHES.filter((name) => !['undefined', 'boolean'].includes(typeof use[name])).map((name) =>
      wrong(name, use[name], 'must be true or false'),
    ),
    ...(contentType === undefined ? [] : headerIssues('contentType', 'content-type', contentType)),
    ...(headers === undefined ? [] : headersIssues(headers)),
  ];
}

/** Everything that keeps a text from being the origin of a page, as the browser sends it. */
export function pageOriginIssues(path: string, text: unknown): Issue[] {
  if (typeof text !== 'string') return [wrong(path, text, 'must be text')];
  if (text === 'null') return [];
  if (text.includes('*')) return [wrong(path, text, 'must be one origin: no browser sends a "*"')];
  return originFaults(text).map(({ message }) => wrong(path, text, String(message)));
}

function operationIssues(operations: unknown, signing: PageUse['signing'], takesForms: boolean): Issue[] {
  if (!Array.isArray(operations)) {
    return [wrong('operations', operations, worded`must be an array of ${OPERATION_NAMES}`)];
  }
  return operations.flatMap((operation: unknown, index): Issue[] => {
    const path = `operations[${index}]`;
    if (typeof operation !== 'string' || !Object.hasOwn(OPERATIONS, operation)) {
      return [wrong(path, operation, worded`must be one of ${OPERATION_NAMES}`)];
    }
    if (operation === 'form-upload' && !takesForms) {
      return [wrong(path, operation, 'cannot be: the store takes no uploads by form')];
    }
    return operation !== 'form-upload' && signing === 'form'
      ? [wrong(path, operation, 'cannot be signed in a form, which can only upload: "form-upload"')]
      : [];
  });
}

function headersIssues(headers: unknown): Issue[] {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers))
    return [wrong('headers', headers, 'must be an object of names and values')];
  return Object.entries(headers).flatMap(([name, value]) => headerIssues(`headers.${name}`, name, value));
}

function headerIssues(path: string, name: string, value: unknown): Issue[] {
  if (typeof value !== 'string') return [wrong(path, value, 'must be text')];
  try {
    new Headers([[name, value]]);
    return [];
  } catch {
    return [wrong(path, value, 'must be a header that HTTP can carry')];
  }
}

/** One problem with an option. */
export function wrong(path: string, value: unknown, message: string | Wording): Issue {
  const wording = typeof message === 'string' ? { text: message, values: [] } : message;
  const code = value === undefined ? 'missing' : 'invalid';
  return { code, path, value: showValue(value), message: sayWording(wording), wording };
}
