/**
 * The names of the form's fields that a condition of a policy is about, lower-case. Empty for what is no condition. Pure.
 *
 * @param condition - Whatever was given as one: `['eq', '$Content-Type', 'image/png']`, `{ bucket: 'photos' }`.
 */
export function conditionFields(condition: unknown): string[] {
  const names: unknown[] = Array.isArray(condition) ? [condition[1]] : Object.keys(Object(condition));
  return names
    .filter((name) => typeof name === 'string')
    .map((name) => (Array.isArray(condition) ? name.replace(/^\$/, '') : name).toLowerCase());
}
