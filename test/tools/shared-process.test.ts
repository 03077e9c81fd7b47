import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SHARED_PROCESS } from '../shared-process.js';

/** What reaches beyond the file that does it: browsers, programs and servers, the clock, what the platform has. */
const REACHES_OUT =
  /from '(playwright|node:(http|https|net|vm|child_process|worker_threads))'|vi\.(useFakeTimers|setSystemTime|stubGlobal|stubEnv|mock|doMock)\(|process\.(env|chdir|on|once)\b|(?<!typeof )globalThis\.\w+ = |delete globalThis|defineProperty\(globalThis/;

/** A test file and the modules of the tests that it imports, by way of others too. */
function modulesOf(file: string): string[] {
  const found = new Set([file]);
  for (const path of found) {
    for (const [, specifier = ''] of readFileSync(path, 'utf8').matchAll(/from '(\.[^']+)'/g)) {
      const target = join(dirname(path), specifier).replace(/\.js$/, '.ts');
      if (target.startsWith('test') && existsSync(target)) found.add(target);
    }
  }
  return [...found];
}

describe('the tests that share a process', () => {
  it('are many', () => {
    expect(SHARED_PROCESS.length).toBeGreaterThan(100);
  });

  it.each(SHARED_PROCESS)('%s reaches nothing that another test sees', (file) => {
    const reaching = modulesOf(file).flatMap((path) => {
      const text = readFileSync(path, 'utf8').replace(/^\s*(\/\/|\*).*$/gm, '');
      const what = REACHES_OUT.exec(text)?.[0];
      return what === undefined ? [] : [`${path}: ${what}`];
    });
    expect(reaching, 'name the file among ALONE in test/shared-process.ts').toEqual([]);
  });
});
