import { ConfigError } from '../model/errors.js';
import { objectPath } from '../signing/object-path.js';
import { objectUrl } from '../signing/object-url.js';
import { lowerNames } from '../signing/sorted-headers.js';
import { httpTime } from '../signing/time-formats.js';
import { isQingstorScheme } from './remote/is-qingstor-scheme.js';
import { readQingstorHeaders, readQingstorUrl } from './remote/read-qingstor-answer.js';
import type { AskedSignature, SigningWire } from './signing-wire.js';

/**
 * What the JavaScript SDK of QingStor says to its signature server, so that such a server can stay as it is: the whole
 * operation; and `{ authorization, signed_date }`, or for a URL `{ access_key_id, signature, expires, signed_date }`. For
 * the store `qingstor` only: on others a question is refused with a ConfigError, before any server is asked. There is no way
 * to ask for a form.
 *
 * @see https://github.com/yunify/qingstor-sdk-js
 */
export const qingstorWire: SigningWire = {
  writeQuestion: ({ question, location, now, scheme }) => {
    checkScheme(scheme);
    if (question.form === 'form') return undefined;
    const { method, key, query } = question;
    // The server looks them up by these names.
    const headers = lowerNames(question.headers);
    const operation = {
      method,
      endpoint: location.origin,
      path: objectPath(location, key),
      uri: objectUrl(location, key, query),
      params: query,
    };
    return question.form === 'url'
      ? { ...operation, headers, expiresTTL: question.expiresInSeconds }
      : // The server signs the date that it is given, and makes up one only for its answer.
        { ...operation, headers: { ...headers, 'x-qs-date': httpTime(now) } };
  },
  readHeaders: (answer, asked) => readQingstorHeaders(answer, asked, httpTime(asked.now)),
  readUrl: readQingstorUrl,
};

/** A signature of QingStor on another store would be sent, and refused there without a word of why. */
function checkScheme(scheme: AskedSignature['scheme']): void {
  if (scheme === undefined || isQingstorScheme(scheme)) return;
  const message = 'is for the store qingstor only: leave it out, and let the server answer as ownWire says';
  throw new ConfigError('The signing server cannot be asked', [
    { code: 'invalid', path: 'signer.wire', value: 'qingstorWire', message },
  ]);
}
