import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KNOWN_DIFFERENCES } from './known-differences.js';

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

describe('the table of known differences', () => {
  it('names each difference of a peer once', () => {
    const names = KNOWN_DIFFERENCES.map(({ peer, name }) => `${peer}: ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('tells each in sentences, of a package at one version', () => {
    for (const { peer, name, description, source } of KNOWN_DIFFERENCES) {
      expect(dependencies[peer], name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(name).not.toMatch(/\.$/);
      expect(description, name).toMatch(/^[A-Za-z@].*\. .*\.$/);
      // A table of the documentation is made of it.
      for (const text of [name, description, source]) expect(text).not.toMatch(/[|\n]/);
    }
  });
});
