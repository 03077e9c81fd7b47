/** Whether a value is an object of names and values. A list, a `Headers`, a `Map` would lose its entries without a word. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && !(Symbol.iterator in value);
}

/** Whether a value is an object of whatever kind. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
