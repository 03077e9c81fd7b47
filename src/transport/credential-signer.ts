import type { Clock } from '../credentials/clock.js';
import type { CredentialSource } from '../credentials/credential-source.js';
import type { Credentials } from '../model/credentials.js';
import type { SignableRequest, SignedHeaders, SignedUrl } from '../signing/signer.js';
import type { SigningStore } from '../stores/store.js';
import { formSignerOf } from './form-signer.js';
import type { RequestSigner, SignOptions } from './request-signer.js';

/** Signs with credentials that are here, by the store's own scheme. */
export function credentialSigner(
  store: SigningStore,
  credentials: CredentialSource,
  clock: Clock,
): RequestSigner {
  const { signer } = store;
  // Which credentials the store refused can only be told by who used them.
  const used = new WeakMap<SignedHeaders | SignedUrl, Credentials>();
  const note = <Signed extends SignedHeaders | SignedUrl>(signed: Signed, by: Credentials): Signed => {
    used.set(signed, by);
    return signed;
  };
  const signHeaders = async (request: SignableRequest, options: SignOptions): Promise<SignedHeaders> => {
    const current = await credentials.get(options);
    return note(await signer.signHeaders(request, current, { now: clock.now() }), current);
  };
  return {
    signHeaders,
    signUrl: async (request, { expiresInSeconds, ...options }) => {
      const current = await credentials.get(options);
      return note(await signer.signUrl(request, current, { now: clock.now(), expiresInSeconds }), current);
    },
    signForm: async (form, { expiresInSeconds, ...options }) => {
      const sign = formSignerOf(store);
      return sign(form, await credentials.get(options), { now: clock.now(), expiresInSeconds });
    },
    renew: async (signed, options) => {
      const rejected = used.get(signed);
      return rejected !== undefined && (await credentials.renew(rejected, options)) !== undefined;
    },
    isLocal: true,
  };
}
