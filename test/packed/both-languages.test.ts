import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const CHINESE = [
  ...readdirSync('.'),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((name) => join('docs', name)),
]
  .filter((page) => page.endsWith('.zh-CN.md'))
  .sort();
/** Numerals as both languages write them; words for numbers are not among them. */
const FIGURE = /\d+(?:[.,]\d+)*/g;

/** A page without its words: its headings' depths, code, the places of its tables and pictures, figures, and what it links to. */
function shapeOf(page: string) {
  const text = readFileSync(page, 'utf8');
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  const links = [...prose.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
  const words = prose.replace(/`[^`\n]+`|\]\([^)]+\)/g, '');
  return {
    order: [...text.matchAll(/^(#+) |^(```)\w|^(- )|^\|(.*)\|$|^!\[/gm)].map(([start, , , , cells]) =>
      cells === undefined ? start : cells.split('|').length,
    ),
    code: [...text.matchAll(/^```[\s\S]*?^```/gm)].map(([block]) => block),
    // To the pages that stand in both languages each links to its own.
    links: links.map((target) => target.replace('.zh-CN.', '.')),
    spans: [...prose.matchAll(/`[^`\n]+`/g)].map(([span]) => span).sort(),
    figures: [...words.matchAll(FIGURE)].map(([figure]) => figure).sort(),
  };
}

describe('the pages in Chinese', () => {
  it('are those for users who do not program against it, and those of the stores', () => {
    expect(CHINESE).toEqual([
      'README.zh-CN.md',
      'SECURITY.zh-CN.md',
      'docs/desk.zh-CN.md',
      'docs/stores/cos.zh-CN.md',
      'docs/stores/oss.zh-CN.md',
      'docs/stores/qingstor.zh-CN.md',
      'docs/stores/s3.zh-CN.md',
    ]);
  });

  it.each(CHINESE)(
    '%s is the English one: headings, code, tables, lists, links, names and figures',
    (page) => {
      const [english, chinese] = [shapeOf(page.replace('.zh-CN.', '.')), shapeOf(page)];
      expect(chinese.order).toEqual(english.order);
      expect(chinese.code).toEqual(english.code);
      expect(chinese.links).toEqual(english.links);
      expect(chinese.spans).toEqual(english.spans);
      expect(chinese.figures).toEqual(english.figures);
    },
  );

  it.each(CHINESE)('%s links to pages in Chinese, where there are', (page) => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)#]+\.md)/g)].map(([, target = '']) =>
      join(page, '..', target),
    );
    const [own, ...english] = links.filter((target) => CHINESE.includes(target.replace('.md', '.zh-CN.md')));
    expect(own).toBe(page.replace('.zh-CN.', '.'));
    expect(english).toEqual([]);
  });
});
