import { OPERATION_NAMES } from '../cors/required/check-page-use.js';
import type { Command } from './command.js';
import { COMMANDS } from './commands.js';
import type { TextKey, Words } from './en.js';
import { COMMON, OPTIONS, type OptionName } from './options.js';
import type { Paint } from './paint.js';
import { STORES } from './stores.js';
import { fill } from './words.js';

/** What there is, in short. */
export function helpOfAll(words: Words, paint: Paint): string {
  const widest = Math.max(...COMMANDS.map(({ name }) => name.length));
  return [
    fill(words, 'usage.title', { command: 'COMMAND [OPTIONS]' }),
    '',
    words['summary.all'],
    '',
    paint.bold(words['usage.commands']),
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(widest)}  ${words[summary]}`),
    '',
    words['usage.exit-codes'],
    words['usage.more'],
    '',
  ].join('\n');
}

/** All about one command. */
export function helpOf(command: Command, words: Words, paint: Paint, credentialNames: string): string {
  const names = [...command.options, ...COMMON];
  const labels = names.map((name) => [`--${name}`, OPTIONS[name].value].filter(Boolean).join(' '));
  const widest = Math.max(...labels.map(({ length }) => length));
  const facts = { stores: [...STORES.keys()].join(', '), operations: OPERATION_NAMES };
  const textOf = (name: OptionName): TextKey => command.texts?.[name] ?? OPTIONS[name].text;
  const usage = [command.name, command.files, '[OPTIONS]'].filter(Boolean).join(' ');
  return [
    fill(words, 'usage.title', { command: usage }),
    '',
    words[command.summary],
    ...(command.note === undefined ? [] : [words[command.note]]),
    '',
    paint.bold(words['usage.options']),
    ...names.map(
      (name, index) => `  ${(labels[index] ?? '').padEnd(widest)}  ${fill(words, textOf(name), facts)}`,
    ),
    '',
    ...(command.options.includes('profile')
      ? [fill(words, 'usage.credentials', { names: credentialNames }), '']
      : []),
    paint.bold(words['usage.examples']),
    ...command.examples.map((example) => `  npx bucket-preflight ${example}`),
    '',
    words['usage.exit-codes'],
    '',
  ].join('\n');
}
