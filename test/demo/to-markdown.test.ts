import { expect, it } from 'vitest';
import { toMarkdown } from '../../demo/share/to-markdown.js';

it('fences what it holds, whatever is in it, and marks nothing in the headline', () => {
  const explanation = { headline: 'No *rule* allows <b>', whatHappened: [], whatToDo: [], besides: [] };
  const text = toMarkdown({ ...explanation, docs: ['https://a.example/'] }, 'a\n```\nb\n');
  expect(text).toBe('# No \\*rule\\* allows \\<b\\>\n\n````\na\n```\nb\n````\n\n- <https://a.example/>\n');
});
