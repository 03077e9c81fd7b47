// What a vector expects, brought to the names of the project's own form.
import { pairsOf, ShapeError } from './entry-fields.mjs';
import { encodeStrictly } from './paths.mjs';

/** The own form's field for each name that vectors use. */
const OWN_NAMES = {
  canonicalRequest: 'canonicalRequest',
  httpString: 'canonicalRequest',
  stringToSign: 'stringToSign',
  signature: 'signature',
  Signature: 'signature',
  'x-oss-signature': 'signature',
  'x-amz-signature': 'signature',
  'X-Amz-Signature': 'signature',
  'q-signature': 'signature',
  authorization: 'authorization',
  Authorization: 'authorization',
  signedHeaders: 'signedHeaders',
  headerList: 'headerList',
  urlParamList: 'urlParamList',
  urlEncodedSignature: 'urlEncodedSignature',
  signingKeyHex: 'signingKeyHex',
  signKey: 'signingKeyText',
  addedQuery: 'parameters',
  canonicalQueryPlusSignature: 'urlQuery',
  urlQuery: 'urlQueryInAnyOrder',
  signedUrl: 'urlInAnyOrder',
  url: 'urlInAnyOrder',
  presignedUrl: 'urlInAnyOrder',
  policyBase64: 'policy',
  policy: 'policy',
  formFields: 'fields',
};

/**
 * What an entry expects, under the names of the own form.
 *
 * @throws ShapeError on a name that is not known: what is not compared must not pass.
 */
export function readExpected(expected) {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) {
    throw new ShapeError('expected must be an object');
  }
  const own = {};
  for (const [name, value] of Object.entries(expected)) {
    if (value === null) continue;
    const ownName = Object.hasOwn(OWN_NAMES, name) ? OWN_NAMES[name] : undefined;
    if (ownName === undefined)
      throw new ShapeError(`expected.${name} is not known, so it cannot be compared`);
    const read = readValue(ownName, value, `expected.${name}`);
    if (Object.hasOwn(own, ownName) && JSON.stringify(own[ownName]) !== JSON.stringify(read)) {
      throw new ShapeError(`expected.${name} contradicts what else is expected`);
    }
    own[ownName] = read;
  }
  if (Object.keys(own).length === 0) throw new ShapeError('expected holds nothing to compare');
  return own;
}

function readValue(ownName, value, path) {
  if (ownName === 'parameters') return Object.fromEntries(pairsOf(value, path));
  if (ownName === 'fields') {
    return Object.fromEntries(pairsOf(value, path).filter(([name]) => name.toLowerCase() !== 'file'));
  }
  const text = Array.isArray(value) && ownName === 'signedHeaders' ? value.join(';') : value;
  if (typeof text !== 'string') throw new ShapeError(`${path} must be text`);
  return text;
}

/**
 * A text as the project's traces show it: the security token and headers that hold a key hidden.
 *
 * @param headers - The request's, as pairs.
 */
export function hideSecrets(text, securityToken, headers) {
  let hidden = text;
  if (securityToken !== undefined && securityToken !== '') {
    const forms = [securityToken, encodeStrictly(securityToken)].map(escapeForRegExp).join('|');
    const places = new RegExp(`([Ss]ecurity-[Tt]oken[:=])(?:${forms})(?=&|\\n|$)`, 'g');
    hidden = hidden.replace(places, (_, before) => `${before}<security token>`);
  }
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (!SECRET_HEADERS.test(lower)) continue;
    const forms = [value.trim(), encodeStrictly(value.trim())].map(escapeForRegExp).join('|');
    const places = new RegExp(`(^|\\n|&)(${escapeForRegExp(lower)}[:=])(?:${forms})(?=&|\\n|$)`, 'g');
    hidden = hidden.replace(places, (_, start, before) => `${start}${before}<secret>`);
  }
  return hidden;
}

const SECRET_HEADERS = /^(?:cookie|proxy-authorization)$|-encryption-customer-key$/;

function escapeForRegExp(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
