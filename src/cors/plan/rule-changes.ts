import type { CorsRule } from '../../model/cors-rule.js';
import { type KeepingStore, keptText } from '../is-same-configuration.js';
import { alignLists } from './align-lists.js';

/** What becomes of one rule. Indices count from 0; a rule that stays as it is, is not told. */
export type RuleChange =
  | { readonly kind: 'added'; readonly after: number; readonly rule: CorsRule }
  | { readonly kind: 'removed'; readonly before: number; readonly rule: CorsRule }
  | {
      readonly kind: 'changed';
      readonly before: number;
      readonly after: number;
      /** Empty: the rule only stands elsewhere. */
      readonly fields: readonly FieldChange[];
    };

/** What becomes of one field of a rule. */
export interface FieldChange {
  /** Which field of the rule. */
  readonly field: keyof CorsRule;
  /** Entries of a list, or the one value, as text. */
  readonly added: readonly string[];
  /** The same of what is gone. */
  readonly removed: readonly string[];
}

const FIELDS = [
  'id',
  'allowedOrigins',
  'allowedMethods',
  'allowedHeaders',
  'exposeHeaders',
  'maxAgeSeconds',
] as const satisfies readonly (keyof CorsRule)[];

/**
 * What becomes of each rule, in order. Rules are the same as the store keeps them. A rule that goes where another comes is
 * one that changes, when they have an origin or their name in common. Pure.
 */
export function ruleChanges(
  before: readonly CorsRule[],
  after: readonly CorsRule[],
  store: KeepingStore,
): RuleChange[] {
  const textsOfRules = (rules: readonly CorsRule[]) =>
    rules.map((rule) => keptText({ rules: [rule] }, store));
  // A removed rule that turns out to be changed leaves its place.
  const changes: (RuleChange | null)[] = [];
  const removed = createPartners();
  for (const [i, j] of alignLists(textsOfRules(before), textsOfRules(after))) {
    const [old, fresh] = [before[i], after[j]];
    if (old !== undefined && fresh === undefined) {
      removed.add(old, { before: i, place: changes.length });
      changes.push({ kind: 'removed', before: i, rule: old });
    }
    if (old !== undefined || fresh === undefined) continue;
    const partner = removed.take(fresh);
    const partnerRule = partner === null ? undefined : before[partner.before];
    if (partner === null || partnerRule === undefined) changes.push({ kind: 'added', after: j, rule: fresh });
    else {
      const fields = fieldChanges(partnerRule, fresh);
      changes[partner.place] = null;
      changes.push({ kind: 'changed', before: partner.before, after: j, fields });
    }
  }
  return changes.filter((change) => change !== null);
}

/** A rule that goes. */
interface Gone {
  readonly before: number;
  readonly place: number;
}

/** Rules that go, found by what another may have in common with them: each is looked at once for each of its origins. */
function createPartners(): {
  readonly add: (rule: CorsRule, gone: Gone) => void;
  /** The first that is alike, which is then taken. */
  readonly take: (rule: CorsRule) => Gone | null;
} {
  const waiting = new Map<string, { readonly list: Gone[]; next: number }>();
  const taken = new Set<Gone>();
  const keysOf = ({ id, allowedOrigins }: CorsRule) => [
    ...(id === undefined ? [] : [`id ${id}`]),
    ...allowedOrigins.map((origin) => `origin ${origin}`),
  ];
  const firstWith = (key: string): Gone | undefined => {
    const queue = waiting.get(key);
    if (queue === undefined) return undefined;
    for (let gone = queue.list[queue.next]; gone !== undefined; gone = queue.list[queue.next]) {
      if (!taken.has(gone)) return gone;
      queue.next += 1;
    }
    return undefined;
  };
  return {
    add: (rule, gone) => {
      for (const key of keysOf(rule)) {
        const queue = waiting.get(key) ?? { list: [], next: 0 };
        queue.list.push(gone);
        waiting.set(key, queue);
      }
    },
    take: (rule) => {
      let best: Gone | null = null;
      for (const key of keysOf(rule)) {
        const gone = firstWith(key);
        if (gone !== undefined && (best === null || gone.place < best.place)) best = gone;
      }
      if (best !== null) taken.add(best);
      return best;
    },
  };
}

function fieldChanges(before: CorsRule, after: CorsRule): FieldChange[] {
  return FIELDS.flatMap((field) => {
    const [old, fresh] = [textsOf(before[field]), textsOf(after[field])];
    const [were, are] = [new Set(old), new Set(fresh)];
    const added = fresh.filter((text) => !were.has(text));
    const removed = old.filter((text) => !are.has(text));
    return added.length + removed.length === 0 ? [] : [{ field, added, removed }];
  });
}

function textsOf(value: CorsRule[keyof CorsRule]): string[] {
  return value === undefined ? [] : [value].flat().map(String);
}
