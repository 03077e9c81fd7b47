import { ShapeError } from './entry-fields.mjs';
import { readAws } from './read-aws.mjs';
import { readCos } from './read-cos.mjs';
import { readOss } from './read-oss.mjs';
import { readQingstor } from './read-qingstor.mjs';

/**
 * A vector as it was published, in the project's own form.
 *
 * @throws ShapeError when it is of no shape that is known.
 */
export function readEntry(entry) {
  const { name, scheme, input } = entry;
  if (typeof name !== 'string') throw new ShapeError('name is missing');
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new ShapeError('input must be an object');
  }
  if (typeof scheme === 'string' && scheme.startsWith('oss-')) return readOss(entry);
  if (typeof scheme === 'string' && scheme.startsWith('cos-')) return readCos(entry);
  if (scheme !== undefined) throw new ShapeError(`scheme "${String(scheme)}" is not known`);
  if (input.form === undefined) throw new ShapeError('it has neither a scheme nor an input.form');
  // Only AWS signs where and for which service a request is.
  const isAws = ['region', 'service', 'amzDate'].some((field) => input[field] !== undefined);
  return isAws ? readAws(entry) : readQingstor(entry);
}

/** Whether a vector is marked as one that does not hold, or that nobody could reproduce. */
export function isSetAside(entry) {
  return entry.conformant === false || entry.verified === false;
}
