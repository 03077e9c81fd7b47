import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { chineseCorsWords } from '../../src/cors/words/zh-cn.js';
import { checkOptions } from '../cors/posted/check-options.js';
import { POSTED, type Posted } from '../cors/posted/manifest.js';
import { endOf, startMain } from './run-shell.js';

const HERE = 'test/cors/posted';
const AT_ONCE = 2;

/** `cors check` as it is built, in a process of its own. */
async function check(
  posted: Posted,
  ...more: string[]
): Promise<{ exitCode: number; out: string; err: string }> {
  const child = startMain(['cors', 'check', ...checkOptions(posted), '--strict', ...more], HERE, {});
  if (child.stdout === null || child.stderr === null) throw new Error('the process has no output');
  const [out, err, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), endOf(child)]);
  return { exitCode, out, err };
}

it('npx bucket-preflight cors check gives each posted configuration the finding that its thread ended with', async () => {
  const queue = POSTED.entries();
  let found = 0;
  const work = async (): Promise<void> => {
    for (const [, posted] of queue) {
      const { exitCode, out, err } = await check(posted, '--json');
      const told = JSON.parse(out) as { issues: readonly { code: string; value: string }[] };
      expect([posted.file, exitCode, err]).toEqual([posted.file, 1, '']);
      const pairs = told.issues.map(({ code, value }) => [code, value]);
      expect([posted.file, pairs]).toEqual([
        posted.file,
        expect.arrayContaining(posted.findings.map((finding) => [...finding])),
      ]);
      found += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  process.stdout.write(`cors check: ${found} of ${POSTED.length} posted configurations have their finding\n`);
  expect(found).toBeGreaterThanOrEqual(30);
}, 300_000);

it('tells people the same, in both languages', async () => {
  const posted = POSTED.find(({ file }) => file === 'trailing-slash.xml');
  if (posted === undefined) throw new Error('there is no such file');
  const english = await check(posted, '--lang', 'en');
  const chinese = await check(posted, '--lang', 'zh');
  expect([english.exitCode, chinese.exitCode]).toEqual([1, 1]);
  const [words] = Object.entries(chineseCorsWords.texts['cors.origin.trailing-slash']);
  for (const [ran, expected] of [
    [english.out, words?.[0]],
    [chinese.out, words?.[1]],
  ] as const) {
    expect(ran).toContain('cors.origin.trailing-slash');
    expect(ran).toContain(expected);
  }
});
