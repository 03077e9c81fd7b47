import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { english, type TextKey, type Words } from '../../src/cli/en.js';
import { fill, wordsFor } from '../../src/cli/words.js';
import { chinese } from '../../src/cli/zh-cn.js';
import { runHere } from './surroundings.js';

const KEYS = Object.keys(english) as TextKey[];
const placeholders = (text: string) => [...text.matchAll(/\{[^}]*\}/g)].map(([found]) => found).sort();

describe('the texts', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(chinese).sort()).toEqual([...KEYS].sort());
  });

  it.each(KEYS)('%s has the same placeholders in both', (key) => {
    expect(placeholders(chinese[key])).toEqual(placeholders(english[key]));
    for (const found of placeholders(english[key])) expect(found).toMatch(/^\{[a-z-]+\}$/);
  });

  it('are Chinese in Chinese, but for what is the same everywhere', () => {
    const same = KEYS.filter((key) => !/\p{Script=Han}/u.test(chinese[key]));
    expect(same).toEqual([]);
  });

  it('are all used', () => {
    const source = readdirSync('src/cli', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/(en|zh-cn)\.ts$/.test(file))
      .map((file) => readFileSync(join('src/cli', file), 'utf8'))
      .join('\n');
    // Those of severities and of what is needed are made of what they are about.
    const made = /^(issue\.(error|warning|hint)|option\.bucket)$/;
    expect(KEYS.filter((key) => !made.test(key) && !source.includes(`'${key}'`))).toEqual([]);
  });
});

describe('the language', () => {
  it.each([
    [undefined, {}, english],
    [undefined, { LANG: 'zh_CN.UTF-8' }, chinese],
    [undefined, { LANG: 'zh_CN.UTF-8', LC_ALL: 'en_US.UTF-8' }, english],
    [undefined, { LANG: 'de_DE' }, english],
    ['zh', { LANG: 'en_US' }, chinese],
    ['zh-CN', {}, chinese],
    ['en', { LANG: 'zh_CN' }, english],
  ] as const)('of --lang %s in %o', (asked, env, words: Words) => {
    expect(wordsFor(asked, env)).toBe(words);
  });

  it.each(['fr', 'constructor', '__proto__'])('cannot be %s', async (lang) => {
    const required = ['cors', 'required', '--store', 'oss', '--origin', 'https://a.example'];
    const { exitCode, err } = await runHere([...required, '--operations', 'upload', '--lang', lang]);
    expect([exitCode, err]).toEqual([2, expect.stringContaining('--lang must be one of en, zh.')]);
  });

  it('is that of errors too', async () => {
    const { err } = await runHere(['cors', 'get', '--lang', 'zh', '--bukcet', 'a']);
    expect(err).toContain('是否想用 --bucket？');
  });

  it('is that of what rules are for, and of what conversions lose', async () => {
    const files = {
      'cors.json': JSON.stringify({
        rules: [{ id: 'a', allowedOrigins: ['https://a.example'], allowedMethods: ['GET'] }],
      }),
    };
    const use = ['--store', 'oss', '--origin', 'https://a.example', '--operations', 'fly'];
    const required = await runHere(['cors', 'required', ...use, '--lang', 'zh']);
    expect([required.exitCode, required.err]).toEqual([2, expect.stringContaining('必须是其中之一')]);
    const convert = ['cors', 'convert', 'cors.json', '--from', 'aws', '--to', 'qingstor', '--lang', 'zh'];
    expect((await runHere(convert, { files })).err).toContain('那里的规则没有名称。');
  });
});

it('fill puts in what is given', () => {
  expect(fill(english, 'plan.written', { file: 'plan {x}.json' })).toBe('The plan is in plan {x}.json.');
});

describe.each([...COMMANDS.map((command) => [command.name, command] as const)])(
  '%s --help',
  (name, command) => {
    it.each(['en', 'zh'])('tells every option, with examples, in %s', async (lang) => {
      const { exitCode, out } = await runHere([...name.split(' '), '--help', '--lang', lang]);
      expect(exitCode).toBe(0);
      for (const option of command.options) expect(out).toContain(`--${option}`);
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) expect(out).toContain(`npx bucket-preflight ${example}`);
      expect(out).not.toMatch(/\{[a-z-]+\}|undefined/);
    });

    it('has examples that are read without a fault', async () => {
      for (const example of command.examples) {
        const [words = ''] = example.split(' >', 1);
        const { err } = await runHere([...words.split(' '), '--help']);
        expect(err).toBe('');
      }
    });
  },
);
