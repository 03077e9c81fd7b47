import { ConfigError, SignerError, UnsupportedError } from '../model/errors.js';
import { expiryIssues } from '../signing/expiry-issues.js';
import { objectUrl } from '../signing/object-url.js';
import type { SignableRequest, SignedForm, SignedHeaders, SignedUrl } from '../signing/signer.js';
import { ownWire } from './own-wire.js';
import { askSigningServer, NOT_THE_STORE } from './remote/ask-signing-server.js';
import { sharedCalls } from './remote/shared-calls.js';
import { nameOfServer, type SigningServer } from './remote/signing-server.js';
import { checkRemoteSignerOptions, type RemoteSignerOptions } from './remote-signer-options.js';
import type { RequestSigner, SignerSurroundings } from './request-signer.js';
import type { HeadersQuestion, SigningQuestion } from './signing-question.js';
import type { AskedSignature, ReadAnswer, SigningWire } from './signing-wire.js';

/**
 * Signs by asking the app's own server, so that no keys are in the page: in headers, in the URL and in forms, for every
 * store. QingStor, which has no temporary credentials, needs it; on others it is the way to decide about each request.
 * The server answers by `answerSigningRequest()`, or in whatever language with the same JSON.
 *
 * The server is asked for each signature; those who ask for the same at the same time share one call. A trace of such a
 * signature is empty (`canonicalRequest: null`, `stringToSign: ''`) unless the server sent one.
 *
 * @returns What `createBucket()` takes as `signer`. Its calls reject with SignerError, which names the server, when that
 * gives no signature of use; with the reason of an aborted signal; and with UnsupportedError when no browser can address
 * the key.
 * @throws ConfigError listing every option that is missing, unknown or cannot be right.
 * @example
 * ```ts
 * import { createBucket, qingstor, remoteSigner } from 'bucket-preflight';
 *
 * const signer = remoteSigner({ url: '/sign' });
 * const bucket = createBucket({ store: qingstor, region: 'pek3b', bucket: 'photos', signer });
 * ```
 */
export function remoteSigner(options: RemoteSignerOptions): RequestSigner {
  checkRemoteSignerOptions(options);
  const { url, timeoutMs = 10_000, headers = {}, credentials = 'same-origin', wire = ownWire } = options;
  const server: SigningServer = {
    url,
    timeoutMs,
    headers: typeof headers === 'function' ? headers : () => headers,
    credentials,
    // Called unbound, as the platform's own wants it.
    fetch: options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => globalThis.fetch(input, init)),
  };
  return askingSigner(server, wire);
}

function askingSigner(server: SigningServer, wire: SigningWire, bucket?: SignerSurroundings): RequestSigner {
  const forHeaders = sharedCalls<SignedHeaders>();
  const forUrl = sharedCalls<SignedUrl>();
  const forForm = sharedCalls<SignedForm>();
  const asked = <Question extends SigningQuestion>(
    question: Question,
    { location }: Pick<SignableRequest, 'location'>,
  ): AskedSignature<Question> => ({
    question,
    location,
    ...(bucket === undefined ? {} : { scheme: bucket.store.signer }),
    now: bucket?.clock.now() ?? new Date(),
  });
  const ask = async <Question extends SigningQuestion, Signed>(
    about: AskedSignature<Question>,
    read: (answer: unknown, about: AskedSignature<Question>) => ReadAnswer<Signed>,
    signal: AbortSignal,
  ): Promise<Signed> => {
    const posted = { question: about.question, body: wire.writeQuestion(about) };
    const { signed, issues } = read(await askSigningServer(server, posted, signal), about);
    if (signed !== undefined) return signed;
    const what = `${nameOfServer(server)} gave an answer that cannot be used. ${NOT_THE_STORE}`;
    throw new SignerError(what, issues);
  };
  return {
    signHeaders: async (request, { signal }) => {
      const about = asked({ form: 'headers', ...partsOf(request) } as const, request);
      return forHeaders(nameOf(about), signal, (stop) => ask(about, wire.readHeaders, stop));
    },
    signUrl: async (request, { signal, expiresInSeconds }) => {
      checkLife(expiresInSeconds);
      const about = asked({ form: 'url', ...partsOf(request), expiresInSeconds } as const, request);
      return forUrl(nameOf(about), signal, (stop) => ask(about, wire.readUrl, stop));
    },
    signForm: async (form, { signal, expiresInSeconds }) => {
      const { readForm } = wire;
      if (readForm === undefined) {
        throw new UnsupportedError('This kind of signing server signs no forms: presign a URL for a PUT');
      }
      checkLife(expiresInSeconds);
      const { location, key, fields = {}, conditions = [] } = form;
      const about = asked(
        {
          form: 'form',
          method: 'POST',
          bucket: location.bucket,
          key,
          fields,
          conditions,
          expiresInSeconds,
        } as const,
        form,
      );
      return forForm(nameOf(about), signal, (stop) => ask(about, readForm, stop));
    },
    // Its server may have others by now; it is asked again once, as the caller sees to.
    renew: async (_, { signal }) => {
      signal?.throwIfAborted();
      return true;
    },
    forBucket: (surroundings) => askingSigner(server, wire, surroundings),
  };
}

/** @throws UnsupportedError when no browser can address it: then no server is asked. */
function partsOf(request: SignableRequest): Omit<HeadersQuestion, 'form'> {
  const { method, location, key, query = {}, headers = {} } = request;
  objectUrl(location, key, query);
  return { method, bucket: location.bucket, key, query, headers };
}

/** Two questions are the same when their texts are. */
function nameOf({ question, location }: AskedSignature): string {
  return JSON.stringify([location.origin, question]);
}

function checkLife(expiresInSeconds: number): void {
  const issues = expiryIssues(expiresInSeconds);
  if (issues.length > 0) throw new ConfigError('It cannot be presigned', issues);
}
