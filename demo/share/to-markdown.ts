import type { Explanation } from 'bucket-preflight';

/** A diagnosis for an issue or a chat: the headline, all of it as text, and where more is said. */
export function toMarkdown({ headline, docs }: Explanation, text: string): string {
  // A fence longer than any in it.
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  const links = docs.map((url) => `- <${url}>`);
  return `${[`# ${headline.replaceAll(/[\\`*_<>[\]]/g, '\\$&')}`, '', fence, text.trimEnd(), fence, '', ...links].join('\n').trimEnd()}\n`;
}
