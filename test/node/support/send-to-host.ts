import { type Received, send } from './send.js';

export type { Received } from './send.js';

/** Sends to a URL whose host names the bucket: `http://photos.oss.localhost:1234/a`. */
export function sendToHost(
  url: string,
  { headers = {}, ...init }: NonNullable<Parameters<typeof send>[1]> = {},
): Promise<Received> {
  return send(url, { ...init, headers: { host: new URL(url).host, ...headers } });
}
