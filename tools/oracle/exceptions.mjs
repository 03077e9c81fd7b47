/**
 * Cases whose record is wrong, and why: each must disagree. Nothing is put here because it is hard.
 *
 * `shape` is that of the reader; `holds` tells whether a case is meant.
 */
const EXCEPTIONS = [
  {
    shape: 'wpt-cors',
    holds: ({ isObsolete }) => isObsolete === true,
    why:
      'the record calls itself obsolete: it took Last-Event-ID for a safelisted header, which it is no more, neither in ' +
      'the standard nor in any engine',
  },
];

/** Why a case is an exception; `undefined`: it is none. */
export function exceptionFor(shape, entry) {
  return EXCEPTIONS.find((exception) => exception.shape === shape && exception.holds(entry))?.why;
}
