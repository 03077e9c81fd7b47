import { showValue } from '../../model/show-value.js';
import { wordedParseError } from '../../model/worded-parse-error.js';
import { type WordingValue, worded } from '../../model/wording.js';
import { join, ReadingNotes } from '../../stores/cors-reading/notes.js';
import { isFields } from '../../stores/cors-reading/read-fields.js';
import { readJsonRule } from '../../stores/cors-reading/read-rule.js';
import type { CorsDocument, DocumentWarning } from './cors-document.js';
import type { DocumentNotes, JsonShape } from './json-shape.js';
import { JSON_SHAPES } from './json-shapes.js';
import { terraformBlock } from './terraform-block.js';

/** What stands around the rules in one of the shapes. */
interface Found {
  readonly shape: JsonShape;
  /** The key under which the rules stand. Absent: they are the document itself. */
  readonly container?: string;
  readonly rules: unknown;
  /** How many of the names are of this shape. */
  readonly fit: number;
}

/**
 * What JSON says that was parsed already.
 *
 * @throws ParseError when it has no shape that is known, or listing every value that cannot be right.
 */
export function readCorsJson(value: unknown): CorsDocument {
  const notes: DocumentNotes = Object.assign(new ReadingNotes(), { warnings: [] as DocumentWarning[] });
  const { root, path } = unwrap(value, notes);
  const { shape, container, rules } = findShape(root);
  const where = container === undefined ? path : join(path, container);
  let responseVary: boolean | undefined;
  if (container !== undefined && isFields(root)) {
    for (const [name, beside] of Object.entries(root)) {
      if (name === shape.vary?.name) responseVary = shape.vary.read(beside, join(path, name), notes);
      else if (name !== container) notes.addUnknown(path, name);
    }
  }
  const read = (rule: unknown, at: string) =>
    readJsonRule(shape.prepare?.(rule, at, notes) ?? rule, at, shape.spelling, notes);
  const list = Array.isArray(rules)
    ? rules.map((rule: unknown, index) => read(rule, join(where, `[${index}]`)))
    : rules === null
      ? []
      : [read(rules, where)];
  notes.refuseIssues();
  if (shape.warning !== undefined && list.length > 0) notes.warnings.push({ ...shape.warning, path: where });
  return {
    shape: shape.name,
    configuration: {
      rules: shape.finish?.(list) ?? list,
      ...(responseVary === undefined ? {} : { responseVary }),
    },
    unknown: notes.unknown,
    warnings: notes.warnings,
  };
}

/** What clients and interfaces put around a configuration, each with what stands beside it and says nothing of rules. */
const WRAPPERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['CORSConfiguration', []],
  ['result', ['success', 'errors', 'messages', 'result_info']],
]);

function unwrap(value: unknown, notes: ReadingNotes): { readonly root: unknown; readonly path: string } {
  if (!isFields(value)) return { root: value, path: '' };
  const terraform = terraformBlock(value);
  if (terraform !== null) return { root: terraform.block, path: terraform.path };
  for (const [wrapper, beside] of WRAPPERS) {
    if (!Object.hasOwn(value, wrapper)) continue;
    for (const name of Object.keys(value))
      if (name !== wrapper && !beside.includes(name)) notes.addUnknown('', name);
    return { root: value[wrapper], path: wrapper };
  }
  return { root: value, path: '' };
}

/** The shape of which a document has most names. */
function findShape(root: unknown): Found {
  const found = JSON_SHAPES.flatMap((shape): Found[] => {
    if (Array.isArray(root)) return [{ shape, rules: root, fit: fitOf(shape, root) }];
    if (!isFields(root)) return [];
    const varies = Number(shape.vary !== undefined && Object.hasOwn(root, shape.vary.name));
    const inContainers = shape.containers
      .filter((container) => Object.hasOwn(root, container))
      .map((container) => {
        const rules = root[container];
        return { shape, container, rules, fit: fitOf(shape, rules) + varies };
      });
    return inContainers.length > 0 ? inContainers : [{ shape, rules: root, fit: fitOf(shape, root) }];
  });
  const best = found.reduce<Found | undefined>(
    (first, next) => (first === undefined || next.fit > first.fit ? next : first),
    undefined,
  );
  // Without rules only the key that they would stand under tells.
  const bare = found.find(
    ({ container, rules }) => isEmpty(rules) && (container !== undefined || Array.isArray(rules)),
  );
  if (best !== undefined && best.fit > 0) return best;
  if (bare !== undefined) return bare;
  throw wordedParseError(worded`No CORS rules of a shape that is known: it has ${namesOf(root)}`);
}

function isEmpty(rules: unknown): boolean {
  return rules === null || (Array.isArray(rules) && rules.length === 0);
}

/** As many rules as tell a shape. */
const LOOKED_AT = 100;

function fitOf(shape: JsonShape, rules: unknown): number {
  const list: readonly unknown[] = Array.isArray(rules) ? rules.slice(0, LOOKED_AT) : [rules];
  return list.flatMap(keysOf).filter((name) => shape.spelling.has(name)).length;
}

/** The keys of a rule, those of what is in it with a dot. */
function keysOf(rule: unknown): string[] {
  if (!isFields(rule)) return [];
  return Object.entries(rule).flatMap(([name, value]) =>
    isFields(value) ? Object.keys(value).map((inner) => `${name}.${inner}`) : [name],
  );
}

function namesOf(root: unknown): WordingValue {
  const first = Array.isArray(root) ? root[0] : root;
  if (!isFields(first)) return showValue(root);
  const names = Object.keys(first).slice(0, 8).map(showValue);
  return names.length === 0 ? worded`no names` : worded`the names ${names.join(', ')}`;
}
