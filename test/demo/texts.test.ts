import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { english } from '../../demo/texts/en.js';
import { chineseTexts } from '../../demo/texts/zh-cn.js';

type Leaf = readonly [path: string, text: unknown];

/** Every text by its path. */
function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${path}.${name}`));
}

/** The values that a text shows, of those that it is given; a number is told from the others by being odd. */
function shown(text: unknown): string[] {
  if (typeof text !== 'function') return [];
  const marks = [71_993, 71_995];
  const said = String(text(...marks));
  return marks.map(String).filter((mark) => said.includes(mark));
}

describe('the texts of the desk', () => {
  const [en, zh] = [leaves(english), leaves(chineseTexts)];

  it('are the same ones in both languages', () => {
    expect(zh.map(([path]) => path).sort()).toEqual(en.map(([path]) => path).sort());
  });

  it('show the same values in both languages', () => {
    const chinese = new Map(zh);
    for (const [path, text] of en) {
      const other = chinese.get(path);
      expect([path, typeof other]).toEqual([path, typeof text]);
      // Chinese has no plural, so that there a number may be left out where English needs it for its words alone.
      const isPluralOnly = path.startsWith('.grantField.');
      if (!isPluralOnly) expect([path, shown(other)]).toEqual([path, shown(text)]);
    }
  });

  it('are none of them empty, and the Chinese ones are Chinese', () => {
    const sames = new Set([
      '.tag',
      '.etag',
      '.url',
      '.regionPlaceholder',
      '.bucketPlaceholder',
      '.keyPlaceholder',
      '.comma',
      '.semicolon',
    ]);
    for (const path of ['endpoint', 'credentials', 'headers', 'rules']) sames.add(`.${path}Placeholder`);
    for (const [path, text] of zh) {
      expect([path, text]).not.toEqual([path, '']);
      const words = typeof text === 'function' ? String(text('a', 1)) : String(text);
      if (!sames.has(path)) expect([path, /[\u3002\u4e00-\u9fff\uff1a]/.test(words)]).toEqual([path, true]);
    }
  });

  it('stand in the tables and nowhere else', () => {
    const files = readdirSync('demo', { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !name.startsWith('texts'),
    );
    expect(files.length).toBeGreaterThan(40);
    const found = files.flatMap((name) =>
      sentencesIn(readFileSync(`demo/${name}`, 'utf8')).map((sentence) => `${name}: ${sentence}`),
    );
    // The names of browsers are the same everywhere; the error is a bug's, and for nobody to read.
    expect(found).toEqual(['main.ts: No store is known', 'show-engines.ts: Chrome, Edge']);
  });
});

/** Literals that read like a person's words: a capital or a Chinese letter, and more than one word. */
function sentencesIn(source: string): string[] {
  const code = source.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
  const literals = [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(
    ([, a, b]) => a ?? b ?? '',
  );
  return literals.filter((text) => /^[A-Z][a-z]+,? [A-Za-z]/.test(text) || /[\u4e00-\u9fff]/.test(text));
}
