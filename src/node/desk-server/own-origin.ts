/** The origin of a page that is served over http at this address, as browsers write it: without the port that http implies. */
export function ownOrigin(host: string, port: number): string {
  return new URL(`http://${host}:${port}`).origin;
}
