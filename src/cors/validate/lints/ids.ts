import { worded } from '../../../model/wording.js';
import type { Finding, TakingStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';

/** What XML can hold, escaped or not. @see https://www.w3.org/TR/xml/#charsets */
const XML_TEXT = /^[\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Names of rules: text, not too long, each once. */
export function* ids({ rules }: LintedConfiguration, { corsLimits }: TakingStore): Generator<Finding> {
  const { idCharacters: most, source } = corsLimits;
  const first = new Map<string, number>();
  for (const { id, index, path: rulePath } of rules) {
    if (id === undefined) continue;
    const place = { path: `${rulePath}.id`, value: id };
    if (typeof id !== 'string') {
      yield { ...place, code: 'cors.shape.text', message: 'must be text', effect: 'refused' };
      continue;
    }
    if (most === 'none') {
      const message = "is lost: this store's rules have no names";
      const fix = { edits: [{ kind: 'remove-id', rule: index } as const], automatic: true, grants: [] };
      yield { ...place, code: 'cors.id.dropped', message, effect: 'useless', source, fix };
      continue;
    }
    if (typeof most === 'number' && id.length > most) {
      const message = worded`must be at most ${most} characters long`;
      yield { ...place, code: 'cors.id.too-long', message, effect: 'refused', limit: most, source };
    }
    if (!XML_TEXT.test(id)) {
      const message = 'must be without control characters: no XML document can hold them';
      yield { ...place, code: 'cors.id.characters', message, effect: 'refused', source };
    }
    const before = first.get(id);
    if (before === undefined) first.set(id, index);
    else {
      const message = worded`must differ from that of rules[${before}]`;
      const fix = { edits: [{ kind: 'remove-id', rule: index } as const], automatic: true, grants: [] };
      yield { ...place, code: 'cors.id.duplicate', message, effect: 'refused', source, fix };
    }
  }
}
