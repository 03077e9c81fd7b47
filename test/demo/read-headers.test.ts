import { beforeAll, describe, expect, it } from 'vitest';
import { readHeaders } from '../../demo/read-headers.js';
import { setLanguage } from '../../demo/texts.js';

beforeAll(() => setLanguage('en'));

describe('readHeaders', () => {
  it('reads one header per line, names in lower case, without the spaces around', () => {
    const text = '  X-Amz-Meta-Author :  me and: you  \r\n\n\t\nx-empty:\nx-proto: __proto__';
    expect(readHeaders(text)).toEqual({
      headers: { 'x-amz-meta-author': 'me and: you', 'x-empty': '', 'x-proto': '__proto__' },
      issues: [],
    });
  });

  it('complains of every line that cannot be meant, and counts empty ones', () => {
    const text = 'x-a: 1\n\nno colon\nx y: 1\nContent-Type: text/plain\nX-A: 2\n: nothing\nx-b: 图';
    const { headers, issues } = readHeaders(text);
    expect(headers).toEqual({ 'x-a': '1' });
    expect(issues.map(({ path, message }) => [path, message])).toEqual([
      ['headers', 'line 3 must be “name: value” in printable ASCII'],
      ['headers', 'line 4 must be “name: value” in printable ASCII'],
      ['headers', 'remove Content-Type here. It has a field of its own'],
      ['headers', 'x-a is there twice'],
      ['headers', 'line 7 must be “name: value” in printable ASCII'],
      ['headers', 'line 8 must be “name: value” in printable ASCII'],
    ]);
  });

  it('takes the name of what every object has for a header like any other', () => {
    const { headers, issues } = readHeaders('constructor: a\n__proto__: b\nconstructor: c');
    expect(Object.entries(headers)).toEqual([
      ['constructor', 'a'],
      ['__proto__', 'b'],
    ]);
    expect(issues.map(({ message }) => message)).toEqual(['constructor is there twice']);
  });
});
