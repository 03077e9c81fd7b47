import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Every text for people in Chinese stands in one of these. */
const FILES = [
  'README.zh-CN.md',
  'docs/desk.zh-CN.md',
  ...['src/explain', 'src/cli', 'src/cors/words', 'demo/texts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /^zh-cn.*\.ts$/.test(name))
      .map((name) => `${folder}/${name}`),
  ),
].sort();

const HAN = '\\p{Script=Han}';

/** What is wrong in a sentence, and why. */
const FAULTS: readonly (readonly [why: string, pattern: RegExp])[] = [
  ['a space beside punctuation that has its own', /[。，、；：？！（）“”] +\S|\S +[。，、；：？！（）“”]/u],
  ['narrow punctuation after Chinese', new RegExp(`${HAN}(?:[,;:?!]|\\.(?!\\w))`, 'u')],
  ['a narrow comma before Chinese', new RegExp(`[,;] ?${HAN}`, 'u')],
  ['a narrow comma between names', /[\w}`] ?, [\w{`]/u],
  ['narrow brackets around Chinese', new RegExp(`\\([^()]*${HAN}[^()]*\\)`, 'u')],
  ['straight quotes in Chinese', new RegExp(`[${HAN}，。：（] ?"(?! )|"[${HAN}，。：）]`, 'u')],
  ['no space between Chinese and Latin', new RegExp(`${HAN}[A-Za-z0-9]|[A-Za-z0-9]${HAN}`, 'u')],
];

/** The sentences of a source or a page that are in Chinese, without code and what a page only points to. */
function sentencesIn(name: string): string[] {
  const text = readFileSync(name, 'utf8');
  const found: string[] = name.endsWith('.md')
    ? text
        .replaceAll(/^```.*?^```$/gms, '')
        .replaceAll(/`[^`\n]*`|<[^>\n]*>/g, '`')
        .replaceAll(/\]\([^)\n]*\)/g, ']')
        .split('\n')
    : [...withoutComments(text).matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(
        ([, quoted, template]) => (quoted ?? template ?? '').replaceAll(/\$\{[^}]*\}/g, '{}'),
      );
  // What is quoted, as of code, has its own punctuation.
  const sentences = found.map((sentence) =>
    sentence.replaceAll(/“[^”]*”/g, '“”').replaceAll(/="[^"]*"/g, '='),
  );
  return sentences.filter((sentence) => new RegExp(HAN, 'u').test(sentence));
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/^\s*\/\/.*$/gm, '');
}

function faultsIn(sentence: string): string[] {
  return FAULTS.filter(([, pattern]) => pattern.test(sentence)).map(([why]) => `${why}: ${sentence}`);
}

describe('texts in Chinese', () => {
  it.each([
    '已写入。 再试一次',
    '只说 “Failed to fetch”',
    '方法,请求头',
    '允许 GET, PUT',
    '存储 (真实的)',
    '只看到 "Failed to fetch"',
    '页面的URL',
  ])('that are set badly are found: %s', (sentence) => {
    expect(faultsIn(sentence)).not.toEqual([]);
  });

  it.each(FILES)('%s is set as Chinese is', (name) => {
    const sentences = sentencesIn(name);
    expect(sentences.length).toBeGreaterThan(0);
    expect(sentences.flatMap(faultsIn)).toEqual([]);
  });
});
