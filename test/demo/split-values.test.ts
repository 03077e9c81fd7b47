import { describe, expect, it } from 'vitest';
import { splitValues } from '../../demo/split-values.js';

describe('splitValues', () => {
  it('finds each value, with the punctuation after it', () => {
    expect(splitValues('No rule allows x-a, x-a-b or PUT.', ['x-a', 'PUT', 'x-a-b'])).toEqual([
      'No rule allows ',
      'x-a,',
      ' ',
      'x-a-b',
      ' or ',
      'PUT.',
      '',
    ]);
  });

  it('knows the punctuation of Chinese', () => {
    expect(splitValues('缺少 x-a、x-b。', ['x-a', 'x-b'])).toEqual(['缺少 ', 'x-a、', '', 'x-b。', '']);
  });

  it('does not find a value within a longer word', () => {
    const sentence = 'PUTs and my-x-a and x-a-c';
    expect(splitValues(sentence, ['PUT', 'x-a'])).toEqual([sentence]);
  });

  it('takes every character of a value for itself', () => {
    expect(splitValues('From https://a.b:1/ or https://aXb:1/', ['https://a.b:1/'])[1]).toBe(
      'https://a.b:1/',
    );
    expect(splitValues('Header x*y (all)', ['x*y'])).toEqual(['Header ', 'x*y', ' (all)']);
    expect(splitValues('Header x (all)', ['$^(|[{\\'])).toEqual(['Header x (all)']);
  });

  it('leaves a sentence whole when there is nothing to find', () => {
    expect(splitValues('A sentence.', [])).toEqual(['A sentence.']);
  });
});
