import type { Store } from '../../../src/stores/store.js';
import type { Posted } from './manifest.js';

/** What `cors check` is told of a posted configuration: the store, and what the page did. */
export function checkOptions({ file, store, wanted }: Posted): string[] {
  const { requests = [], origins = [], operations = [], managementOrigin } = wanted;
  const named = [...new Set([...origins, ...requests.map(({ origin }) => origin)])];
  return [
    ...[file, '--store', (store as Store).commandName],
    ...named.flatMap((origin) => ['--origin', origin]),
    ...(operations.length === 0 ? [] : ['--operations', operations.join(',')]),
    ...requests.flatMap(({ method, headers }) => ['--request', `${method} ${headers.join(',')}`.trimEnd()]),
    ...(managementOrigin === undefined ? [] : ['--management-origin', managementOrigin]),
    ...(wanted.signing === undefined ? [] : ['--signing', wanted.signing]),
    ...(wanted.ranges === true ? ['--ranges'] : []),
    ...(wanted.temporary === false ? ['--lasting-keys'] : []),
    ...(wanted.credentials === true ? ['--cookies'] : []),
    ...(wanted.sharedCache === true ? ['--shared-cache'] : []),
    ...(wanted.addsCorsHeaders === true ? ['--adds-cors-headers'] : []),
  ];
}
