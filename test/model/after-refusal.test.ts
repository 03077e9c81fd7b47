import { describe, expect, it } from 'vitest';
import { afterRefusal } from '../../src/model/after-refusal.js';
import * as errors from '../../src/model/errors.js';

// A second copy on the page: the same module, loaded once more. Not a literal, which the compiler would look up.
const secondCopy = '../../src/model/errors.js?copy-for-refusals';
const copy = (await import(/* @vite-ignore */ secondCopy)) as typeof errors;

const REFUSAL = new errors.HttpError({ method: 'PUT', url: 'https://s3.example/photos/a' }, 403, {
  kind: 'expired-credentials',
  serviceCode: 'ExpiredToken',
  serviceMessage: '',
});
const ISSUES = [
  { code: 'missing', path: 'credentials.Expiration', value: 'absent', message: 'is needed' },
] as const;

describe('afterRefusal', () => {
  it.each([
    ['CredentialsError', errors.CredentialsError, errors.CredentialsError],
    ['SignerError', errors.SignerError, errors.SignerError],
    ['CredentialsError of another copy', copy.CredentialsError, errors.CredentialsError],
    ['SignerError of another copy', copy.SignerError, errors.SignerError],
  ])('tells both, and leaves the %s as it is', (_, Thrown, Told) => {
    const cause = new Error('down');
    const failure = new Thrown('It failed', ISSUES, { cause });
    const before = failure.message;
    const told = afterRefusal(failure, REFUSAL) as errors.CredentialsError;
    expect(told).toBeInstanceOf(Told);
    expect(told).toMatchObject({ code: failure.code, issues: ISSUES, cause });
    expect(told.refusal).toBe(REFUSAL);
    expect(told.message).toBe(
      `${before}\nAsked for since the store refused the signature before: ${REFUSAL.message}`,
    );
    expect([failure.message, 'refusal' in failure]).toEqual([before, false]);
  });

  it('makes another error of this SDK the cause', () => {
    const failure = new errors.ParseError('No');
    const told = afterRefusal(failure, REFUSAL);
    expect(told).toBeInstanceOf(errors.CredentialsError);
    expect(told).toMatchObject({ code: 'ERR_CREDENTIALS', issues: [], cause: failure, refusal: REFUSAL });
  });

  it('lets pass what is no error of this SDK', () => {
    for (const failure of [new DOMException('enough', 'AbortError'), new Error('x'), 'x', undefined]) {
      expect(afterRefusal(failure, REFUSAL)).toBe(failure);
    }
  });
});
