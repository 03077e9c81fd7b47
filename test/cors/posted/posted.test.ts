import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCorsDocument } from '../../../src/cors/read-cors-document.js';
import { validateCors } from '../../../src/cors/validate-cors.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { POSTED } from './manifest.js';

const HERE = 'test/cors/posted';

async function rulesOf(file: string): Promise<readonly CorsRule[]> {
  const { configuration } = await readCorsDocument(readFileSync(`${HERE}/${file}`, 'utf8'));
  return configuration.rules;
}

describe('what people posted as broken', () => {
  it('is at least thirty documents, each in the manifest with its own thread', () => {
    const files = readdirSync(HERE).filter((file) => /\.(xml|json)$/.test(file));
    expect(POSTED.map(({ file }) => file).sort()).toEqual(files.sort());
    expect(new Set(POSTED.map(({ thread }) => thread)).size).toBe(POSTED.length);
    for (const { thread } of POSTED)
      expect(thread).toMatch(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(issues|pull)\/\d+$/);
    expect(POSTED.length).toBeGreaterThanOrEqual(30);
  });

  it.each(POSTED)(
    '$file gets the finding that $thread ended with',
    async ({ file, store, wanted, findings }) => {
      const rules = await rulesOf(file);
      const found = validateCors(rules, store, wanted).map(({ code, value }) => [code, value]);
      expect(found).toEqual(expect.arrayContaining(findings.map((finding) => [...finding])));
    },
  );

  it.each(POSTED)('$file has no other error', async ({ file, store, wanted, findings }) => {
    const rules = await rulesOf(file);
    const errors = validateCors(rules, store, wanted).filter(({ severity }) => severity === 'error');
    const known = findings.map(([code]) => code);
    const others = errors.filter(({ code }) => !known.includes(code));
    expect(others.map(({ code, path, value }) => [code, path, value])).toEqual(ALSO[file] ?? []);
  });
});

/** What is wrong as well, and was not what the thread was about. */
const ALSO: Readonly<Record<string, readonly unknown[]>> = {
  'content-type-missing.xml': [['cors.method.options', 'rules[0].allowedMethods[4]', '"OPTIONS"']],
  'no-methods.json': [
    ['cors.origin.scheme-missing', 'rules[0].allowedOrigins[0]', '"test.example"'],
    ['cors.origin.scheme-missing', 'rules[0].allowedOrigins[1]', '"testing2.example"'],
  ],
};
