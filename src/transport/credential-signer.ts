import type { Clock } from '../credentials/clock.js';
import type { CredentialSource } from '../credentials/credential-source.js';
import type { Credentials } from '../model/credentials.js';
import type { SignedHeaders, SignedUrl } from '../signing/signer.js';
import type { SigningStore } from '../stores/store.js';
import { formSignerOf } from './form-signer.js';
import { keysAhead } from './keys-ahead.js';
import type { RequestSigner } from './request-signer.js';

/** Signs with credentials that are here, by the store's own scheme. */
export function credentialSigner(
  store: SigningStore,
  credentials: CredentialSource,
  clock: Clock,
): RequestSigner {
  const { signer } = store;
  // Which credentials the store refused can only be told by who used them.
  const used = new WeakMap<SignedHeaders | SignedUrl, Credentials>();
  const prepareAhead = keysAhead(signer);
  return {
    signHeaders: async (request, options) => {
      const current = await credentials.get(options);
      const now = clock.now();
      const signed = await signer.signHeaders(request, current, { now });
      used.set(signed, current);
      prepareAhead(request.location, current, now);
      return signed;
    },
    signUrl: async (request, { expiresInSeconds, ...options }) => {
      const current = await credentials.get(options);
      const now = clock.now();
      const signed = await signer.signUrl(request, current, { now, expiresInSeconds });
      used.set(signed, current);
      prepareAhead(request.location, current, now);
      return signed;
    },
    signUrls: async (requests, { expiresInSeconds, ...options }) => {
      const [first] = requests;
      if (first === undefined) return [];
      const current = await credentials.get(options);
      const now = clock.now();
      const context = { now, expiresInSeconds };
      // Not noted in `used`: they are given away, and a table of thousands costs more than their signatures.
      const signed = await Promise.all(requests.map((request) => signer.signUrl(request, current, context)));
      prepareAhead(first.location, current, now);
      return signed;
    },
    signForm: async (form, { expiresInSeconds, ...options }) => {
      const sign = formSignerOf(store);
      const current = await credentials.get(options);
      const now = clock.now();
      const signed = await sign(form, current, { now, expiresInSeconds });
      prepareAhead(form.location, current, now);
      return signed;
    },
    renew: async (signed, { refusedAt, ...options }) => {
      const rejected = used.get(signed);
      if (rejected === undefined || wereValid(rejected, refusedAt)) return false;
      return (await credentials.renew(rejected, options)) !== undefined;
    },
    isLocal: true,
  };
}

/** Not of such whose end nobody told. */
function wereValid({ expiration }: Credentials, time: Date | undefined): boolean {
  return time !== undefined && expiration !== undefined && expiration > time;
}
