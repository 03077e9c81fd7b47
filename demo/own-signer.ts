import { type RequestSigner, type SignableRequest, SignerError } from 'bucket-preflight';
import { askSignature } from './own-server.js';

/** As of a signature of which only the server knows how it came about. */
const trace = { canonicalRequest: null, stringToSign: '', signedHeaders: [] };

/**
 * Has requests signed by the page's own server, for a store without temporary credentials. An app takes `remoteSigner()`, which
 * also holds the answer of a server that it does not trust against what was asked; this one is where the page itself comes from.
 *
 * @param store - As the server calls it.
 */
export function ownSigner(store: string): RequestSigner {
  const ask = async (
    form: 'headers' | 'url',
    { method, location, key, query = {}, headers = {} }: SignableRequest,
    { signal = null, ...life }: { readonly signal?: AbortSignal | null; readonly expiresInSeconds?: number },
  ) => {
    try {
      const question = { form, method, bucket: location.bucket, key, query, headers, ...life };
      return await askSignature(store, question, signal);
    } catch (error) {
      signal?.throwIfAborted();
      throw new SignerError(error instanceof Error ? error.message : '');
    }
  };
  return {
    signHeaders: async (request, options) => {
      const { url, headers } = await ask('headers', request, options);
      return { url, headers, trace };
    },
    signUrl: async (request, options) => {
      const { url, headers, expiresAt = '' } = await ask('url', request, options);
      return { url, headers, expiresAt: new Date(expiresAt), trace };
    },
    signForm: async () => {
      throw new SignerError('');
    },
    // The server signs anew each time, so that once more is worth the while.
    renew: async () => true,
  };
}
