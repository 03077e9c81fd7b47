import { createHash } from 'node:crypto';
import { decodePercent } from './paths.mjs';

/** Parameters of a URL that hold its signature. */
const SIGNATURE_PARAMETERS = ['X-Amz-Signature', 'x-oss-signature', 'Signature', 'signature', 'q-signature'];
/** How long a form lives whose policy is not compared. */
const ANY_SECONDS = 60;

/**
 * Signs a case, and names what came out of it as cases name what they expect.
 *
 * @param vector - A case in the project's own form.
 * @param signers - `sdk`, the public face; `core`, what `loadGenericCore()` answers.
 * @throws What the signer throws, and an Error when there is no such signer.
 */
export async function signCase(vector, { sdk, core }) {
  // An object of its own: what is kept for credentials must be made anew for each case.
  const credentials = { ...vector.credentials };
  if (vector.signer.startsWith('core')) return signByCore(vector, credentials, core);
  const sign = signerNamed(vector.signer, sdk);
  const context = { ...vector.context, now: new Date(vector.context.now) };
  if (vector.policy !== undefined) return signPolicy(vector, credentials, context, sdk);
  if (vector.form !== undefined) return outputsOfForm(await sign(vector.form, credentials, context));
  const { query, headers, ...request } = vector.request;
  const signable = { ...request, query: objectOf(query, 'parameter'), headers: objectOf(headers, 'header') };
  return outputsOfRequest(await sign(signable, credentials, context));
}

function signerNamed(name, signers) {
  const sign = signers[name];
  if (typeof sign !== 'function') throw new Error(`there is no signer ${name}`);
  return sign;
}

/** Public signers take each name once. */
function objectOf(pairs, kind) {
  const object = Object.fromEntries(pairs);
  const missing = pairs.length - Object.keys(object).length;
  if (missing > 0) throw new Error(`the same ${kind} twice, which this signer does not take`);
  return object;
}

async function signByCore(vector, credentials, core) {
  const { trace, ...outputs } = await signerNamed(vector.signer, core)(vector, credentials);
  return { ...outputs, ...outputsOfTrace(trace) };
}

function outputsOfTrace({ canonicalRequest, stringToSign, signedHeaders }) {
  return {
    canonicalRequest: canonicalRequest?.split('\n'),
    stringToSign: stringToSign.split('\n'),
    signedHeaders: signedHeaders?.join(';'),
  };
}

function outputsOfRequest({ url, headers, expiresAt, trace }) {
  const urlQuery = url.split('?')[1] ?? '';
  const parameters = Object.fromEntries(parametersOf(urlQuery));
  const shared = { ...outputsOfTrace(trace), url, urlQuery, parameters, headers };
  if (expiresAt === undefined) return { ...shared, ...outputsOfAuthorization(headers.authorization) };
  const isCos = 'q-signature' in parameters || parameters.sign?.startsWith('q-') === true;
  return {
    ...shared,
    ...(isCos ? outputsOfAuthorization(parameters.sign ?? joinedLists(parameters)) : signatureIn(urlQuery)),
    expiresAt: expiresAt.toISOString(),
  };
}

/** What a URL of COS carries is the header's text in pieces. */
function joinedLists(parameters) {
  const pieces = Object.entries(parameters).filter(([name]) => name.startsWith('q-'));
  return pieces.map((piece) => piece.join('=')).join('&');
}

function signatureIn(urlQuery) {
  for (const parameter of urlQuery.split('&')) {
    const [name, value] = parameter.split('=');
    if (!SIGNATURE_PARAMETERS.includes(name)) continue;
    return { urlEncodedSignature: value, signature: decodePercent(value) };
  }
  return {};
}

function outputsOfAuthorization(authorization) {
  // The lists hold encoded names, so nothing is decoded in it: where it stood in a URL, that was.
  const lists = Object.fromEntries(piecesOf(authorization));
  return {
    authorization,
    signature: /(?:[Ss]ignature=|:)([^:,&\s]+)$/.exec(authorization)?.[1],
    headerList: lists['q-header-list'],
    urlParamList: lists['q-url-param-list'],
  };
}

/** Names and values of a query, decoded once. */
function parametersOf(query) {
  return piecesOf(query).map((piece) => piece.map(decodePercent));
}

/** Names and values as they stand, parted at the first `=`. */
function piecesOf(text) {
  return text
    .split('&')
    .filter((piece) => piece !== '')
    .map((piece) => {
      const [name, ...values] = piece.split('=');
      return [name, values.join('=')];
    });
}

async function signPolicy(vector, credentials, context, sdk) {
  const sign = signerNamed(vector.signer, sdk);
  const isCos = context.keyTime !== undefined;
  const { policy, signature } = await sign(vector.policy, credentials, isCos ? context.keyTime : context);
  const hash = createHash('sha1').update(vector.policy).digest('hex');
  const fields =
    vector.form === undefined ? undefined : await signedFields(vector, credentials, context, sdk);
  return {
    policy,
    signature,
    // COS signs the hash of the policy's text, all others its base64.
    stringToSign: [isCos ? hash : policy],
    ...(fields === undefined ? {} : { fields: { ...fields, ...replaced(fields, policy, signature) } }),
  };
}

/** The fields that the public form signer gives such a form; its own policy is not the one that is given. */
async function signedFields(vector, credentials, context, sdk) {
  const sign = signerNamed(vector.signer.replace(/Policy$/, 'Form'), sdk);
  const { keyTime } = context;
  if (keyTime === undefined) {
    return (await sign(vector.form, credentials, { ...context, expiresInSeconds: ANY_SECONDS })).fields;
  }
  // The window of a form of COS begins with the credentials at the latest.
  const now = new Date((keyTime.endSeconds - 1) * 1000);
  const begun = { ...credentials, startTime: new Date(keyTime.startSeconds * 1000) };
  return (await sign(vector.form, begun, { now, expiresInSeconds: 1 })).fields;
}

function replaced(fields, policy, signature) {
  const name = Object.keys(fields).find((field) => /signature$/i.test(field));
  return { policy, [name ?? 'signature']: signature };
}

function outputsOfForm({ fields }) {
  const { signature } = fields;
  return { fields, policy: fields.policy, signature, stringToSign: [fields.policy] };
}
