import type { Operation } from '../operation.js';
import { matchWildcards } from './match-wildcards.js';
import type { PolicyLanguage } from './policy-language.js';

/** A policy that cannot be enforced as it is written: it is malformed, or says something that is not built. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}

interface Statement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Patterns of which the prefix of a listing must match one. `null`: any prefix will do. */
  readonly prefixes: readonly string[] | null;
}

/** The longest that AWS takes; the others take as much. */
const MAX_CHARACTERS = 2048;
const ELEMENTS = ['sid', 'effect', 'action', 'resource', 'condition', 'principal'];

/**
 * Reads a session policy: statements that allow or deny actions on resources. What no statement allows is denied, and
 * what one denies is denied whatever others say. Of conditions, those on the prefix of a listing are understood.
 *
 * @throws PolicyError when it is malformed, or says anything that would not be enforced: a policy that was half
 * understood would hand out more than was asked for.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function readSessionPolicy(json: string, language: PolicyLanguage): (operation: Operation) => boolean {
  if (json.length > MAX_CHARACTERS)
    throw new PolicyError(`The policy is longer than ${MAX_CHARACTERS} characters.`);
  const statements = readStatements(json).map((statement) => readStatement(statement, language));
  return (operation) => {
    // What is not built is refused as that.
    if (operation.name === 'NotBuilt') return true;
    const matching = statements.filter((statement) => matches(statement, operation, language));
    return matching.some(({ allows }) => allows) && matching.every(({ allows }) => allows);
  };
}

function matches(statement: Statement, operation: Operation, language: PolicyLanguage): boolean {
  const { actions, resources, prefixes } = statement;
  const wanted = language.actions[operation.name].map((name) => name.toLowerCase());
  const isAction = actions.some((pattern) => wanted.some((name) => matchWildcards(pattern, name)));
  const resource = language.resourceOf(operation);
  const isResource = resources.some((pattern) => matchWildcards(pattern, resource));
  if (!isAction || !isResource) return false;
  if (prefixes === null) return true;
  // A condition on what an operation has not never holds.
  if (operation.name !== 'ListObjects') return false;
  return prefixes.some((pattern) => matchWildcards(pattern, operation.list.prefix));
}

function readStatements(json: string): readonly unknown[] {
  const policy = lowerKeys(parse(json), 'The policy');
  const other = Object.keys(policy).find((name) => !['version', 'id', 'statement'].includes(name));
  if (other !== undefined) throw new PolicyError(`The element "${other}" is not known.`);
  const { statement } = policy;
  if (statement === undefined) throw new PolicyError('The policy has no statement.');
  return Array.isArray(statement) ? statement : [statement];
}

function readStatement(value: unknown, language: PolicyLanguage): Statement {
  const given = lowerKeys(value, 'A statement');
  const other = Object.keys(given).find((name) => !ELEMENTS.includes(name));
  if (other !== undefined) throw new PolicyError(`The element "${other}" is not part of the local bucket.`);
  const effect = String(given.effect).toLowerCase();
  if (effect !== 'allow' && effect !== 'deny') throw new PolicyError('The effect must be Allow or Deny.');
  if (given.principal !== undefined && given.principal !== '*') {
    throw new PolicyError('A session policy names no principal.');
  }
  return {
    allows: effect === 'allow',
    actions: readTexts(given.action, 'action').map((text) => readAction(text, language)),
    resources: readTexts(given.resource, 'resource').map((text) => readResource(text, language)),
    prefixes: given.condition === undefined ? null : readPrefixes(given.condition, language),
  };
}

function readAction(text: string, { services }: PolicyLanguage): string {
  if (text === '*') return text;
  const service = services.find((name) => text.toLowerCase().startsWith(name));
  if (service === undefined) throw new PolicyError(`The action "${text}" is of another service.`);
  return text.slice(service.length).toLowerCase();
}

function readResource(text: string, language: PolicyLanguage): string {
  if (text === '*') return text;
  const resource = language.readResource(text);
  if (resource === null)
    throw new PolicyError(`The resource "${text}" is of another service, or of no known form.`);
  return resource;
}

function readPrefixes(condition: unknown, { prefixKey }: PolicyLanguage): readonly string[] {
  const operators = Object.entries(lowerKeys(condition, 'A condition'));
  const [operator, operands] = operators[0] ?? [];
  const keys = Object.entries(lowerKeys(operands, 'A condition'));
  const [key, values] = keys[0] ?? [];
  const isKnown = operator !== undefined && /^string_?(equals?|like)$/.test(operator);
  if (operators.length !== 1 || keys.length !== 1 || !isKnown || key !== prefixKey) {
    throw new PolicyError(
      `Of conditions, StringEquals and StringLike of ${prefixKey} are part of the local bucket.`,
    );
  }
  const texts = readTexts(values, 'condition');
  const isPattern = operator.endsWith('like');
  if (!isPattern && texts.some((text) => /[*?]/.test(text))) {
    throw new PolicyError('StringEquals takes no wildcard here: use StringLike.');
  }
  return texts;
}

function readTexts(value: unknown, what: string): readonly string[] {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (texts.length === 0 || !texts.every((text) => typeof text === 'string')) {
    throw new PolicyError(`"${what}" must be a text or a list of texts.`);
  }
  return texts as readonly string[];
}

/** Tencent writes names in lower case, the others in capitals. */
function lowerKeys(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PolicyError(`${what} must be an object.`);
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name.toLowerCase(), item]));
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new PolicyError('The policy is no JSON.');
  }
}
