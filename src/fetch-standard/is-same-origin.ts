import { parseUrl } from '../model/parse-url.js';

/** Whether a URL is of this serialised origin. An opaque origin is the same as none; without a URL it is another one. */
export function isSameOrigin(origin: string, url?: string): boolean {
  return url !== undefined && origin !== 'null' && parseUrl(url)?.origin === origin;
}
