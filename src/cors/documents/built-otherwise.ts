import { join } from '../../stores/cors-reading/notes.js';
import { isFields } from '../../stores/cors-reading/read-fields.js';
import type { DocumentNotes } from './json-shape.js';

/** R2's `allowed: { origins, methods, headers }` as fields of the rule, `allowed.origins` and so on. */
export function flattenAllowed(rule: unknown, path: string, notes: DocumentNotes): unknown {
  if (!isFields(rule) || !Object.hasOwn(rule, 'allowed')) return rule;
  const { allowed, ...rest } = rule;
  if (isFields(allowed)) {
    const flat = Object.entries(allowed).map(([name, value]) => [`allowed.${name}`, value] as const);
    return { ...rest, ...Object.fromEntries(flat) };
  }
  notes.addIssue(join(path, 'allowed'), allowed, 'must be an object');
  return rest;
}

/** What the operations on B2's S3 face are as methods. */
const METHODS: ReadonlyMap<string, string> = new Map([
  ['s3_get', 'GET'],
  ['s3_head', 'HEAD'],
  ['s3_put', 'PUT'],
  ['s3_post', 'POST'],
  ['s3_delete', 'DELETE'],
]);

/** B2's `allowedOperations` as methods. Those of its native interface are warned of, others are not understood. */
export function operationsAsMethods(rule: unknown, path: string, notes: DocumentNotes): unknown {
  if (!isFields(rule) || !Array.isArray(rule.allowedOperations)) return rule;
  const where = join(path, 'allowedOperations');
  const methods = rule.allowedOperations.flatMap((operation: unknown, index): unknown[] => {
    if (typeof operation !== 'string') return [operation];
    const method = METHODS.get(operation);
    if (method !== undefined) return [method];
    if (!operation.startsWith('b2_')) notes.unknown.push({ path: `${where}[${index}]`, name: operation });
    else
      notes.warnings.push({
        code: 'native-operation',
        path: `${where}[${index}]`,
        message: `"${operation.slice(0, 80)}" is an operation of B2's native interface: it allows no request to its S3 face.`,
      });
    return [];
  });
  return { ...rule, allowedOperations: methods };
}
