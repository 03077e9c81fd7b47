import { Refusal } from '../refusal.js';

/** The object in a document. @throws Refusal `malformed-document` when it is no JSON, or no object. */
export function parseJsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
  } catch {
    // Told below, as what is no object.
  }
  throw new Refusal('malformed-document', {});
}
