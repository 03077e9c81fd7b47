/** Whether this runs in a page or a worker of one, where every visitor can read what it holds. */
export function isPage(): boolean {
  return 'document' in globalThis || 'importScripts' in globalThis;
}
