import type { SignedHeaders, SignedUrl } from '../../src/signing/signer.js';
import { isAddressable } from './arbitraries.js';
import { SCHEMES, type Scheme } from './schemes.js';
import { type Subject, signForm, signHeaders, signUrl } from './subject.js';

/** One scheme in one of its forms, and the signature that it makes of a subject. */
export interface Signing {
  readonly title: string;
  readonly scheme: Scheme;
  /** Whether it may be asked for this key. */
  readonly takesKey: (key: string) => boolean;
  readonly signature: (subject: Subject) => Promise<string>;
}

/** The same for a request, with all that comes out. */
export interface RequestSigning extends Signing {
  readonly sign: (subject: Subject) => Promise<SignedHeaders | SignedUrl>;
  readonly signatureOf: (signed: SignedHeaders | SignedUrl) => string;
}

/** Each scheme with its signature in the headers, and in the URL: where it stands decides nothing of what is signed. */
export const BY_REQUEST: readonly RequestSigning[] = SCHEMES.flatMap((scheme) => [
  requestSigning(
    `${scheme.title} headers`,
    scheme,
    (subject) => signHeaders(scheme.signer, subject),
    ({ headers }) => scheme.inAuthorization.exec(headers.authorization ?? '')?.[1],
  ),
  requestSigning(
    `${scheme.title} url`,
    scheme,
    (subject) => signUrl(scheme.signer, subject),
    ({ url }) => new URL(url).searchParams.get(scheme.parameter),
  ),
]);

/** Each scheme with its signature in the fields of a form. */
export const BY_FORM: readonly Signing[] = SCHEMES.map((scheme) => ({
  title: `${scheme.title} form`,
  scheme,
  takesKey: scheme.takesKeyInForm,
  signature: async (subject) => found((await signForm(scheme.signer, subject)).fields[scheme.field]),
}));

function requestSigning(
  title: string,
  scheme: Scheme,
  sign: RequestSigning['sign'],
  find: (signed: SignedHeaders | SignedUrl) => string | null | undefined,
): RequestSigning {
  const signatureOf = (signed: SignedHeaders | SignedUrl) => found(find(signed));
  const signature = async (subject: Subject) => signatureOf(await sign(subject));
  return { title, scheme, takesKey: isAddressable, sign, signatureOf, signature };
}

function found(signature: string | null | undefined): string {
  if (!signature) throw new TypeError('There is no signature');
  return signature;
}
