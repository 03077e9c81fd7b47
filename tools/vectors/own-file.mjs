import { readFileSync } from 'node:fs';

/**
 * The cases of a file in the project's own form: `{ about, credentials, cases }`, where each case names its credentials
 * in the file's table.
 *
 * @throws Error when a case names credentials that the table has not.
 */
export function readOwnFile(path) {
  const { credentials, cases } = JSON.parse(readFileSync(path, 'utf8'));
  return cases.map((vector) => {
    const keys = credentials[vector.credentials];
    if (keys === undefined)
      throw new Error(`${path}: ${vector.name} has no credentials "${vector.credentials}"`);
    return { ...vector, credentials: keys };
  });
}
