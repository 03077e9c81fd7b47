import { resolveUrl } from './resolve-url.js';

/** The headers that a call carries, such as the app's own proof of who asks. */
export type ServerHeaders = Readonly<Record<string, string>>;

/** How the app's signing server is called. */
export interface SigningServer {
  /** Absolute, or relative to the page. */
  readonly url: string;
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
  readonly headers: () => ServerHeaders | Promise<ServerHeaders>;
  readonly credentials: RequestCredentials;
}

/** What a page has, and Node has not. */
interface PageGlobals {
  readonly document?: { readonly baseURI: string };
  readonly location?: { readonly href: string };
}

/** A signing server as an error names it: without a query, which may hold a key. */
export function nameOfServer({ url }: Pick<SigningServer, 'url'>): string {
  const { document, location }: PageGlobals = globalThis;
  const absolute = resolveUrl(url, document?.baseURI ?? location?.href ?? '');
  // Outside a page there is nothing to be relative to.
  return `The signing server at ${(absolute?.href ?? url).split(/[?#]/, 1)[0] ?? ''}`;
}
