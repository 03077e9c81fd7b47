/** Whether a request only reads, so that caches may answer it. */
export function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
