import { parseArgs } from 'node:util';
import { nearestName } from '../model/unknown-options.js';
import type { Command, Given } from './command.js';
import type { Words } from './en.js';
import { UsageError } from './exit-code.js';
import { COMMON, looksSecret, OPTIONS, type OptionKind, type OptionName } from './options.js';
import { fill } from './words.js';

/**
 * Reads what was given to a command.
 *
 * @param credentialNames - The environment variables that hold credentials, for who tries to give them here.
 * @throws UsageError with all that is wrong. It shows no value.
 */
export function readArguments(
  command: Command,
  args: readonly string[],
  words: Words,
  credentialNames: string,
): Given {
  const names = [...command.options, ...COMMON];
  const kindOf = (name: OptionName): OptionKind['type'] =>
    command.lists?.includes(name) ? 'list' : OPTIONS[name].type;
  const options = Object.fromEntries(
    names.map((name) => [
      name,
      { type: kindOf(name) === 'switch' ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const problems: string[] = [];
  const texts: Partial<Record<OptionName, string>> = {};
  const lists: Partial<Record<OptionName, string[]>> = {};
  const switches = new Set<OptionName>();
  const files: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value);
    if (token.kind !== 'option') continue;
    const { value } = token;
    // Behind one dash stands a letter for each option, and perhaps a secret: none is shown.
    if (!token.rawName.startsWith('--')) {
      problems.push(words['wrong.short-option']);
      continue;
    }
    const name = names.find((known) => known === token.name);
    if (name === undefined) {
      problems.push(wordUnknown(token.name, names, words, credentialNames));
      continue;
    }
    const kind = kindOf(name);
    if (kind === 'switch') {
      if (value !== undefined) problems.push(fill(words, 'wrong.value-needless', { name }));
      switches.add(name);
    } else if (value === undefined || value === '' || (!token.inlineValue && value.startsWith('--'))) {
      problems.push(fill(words, 'wrong.value-missing', { name }));
    } else if (kind === 'list') lists[name] = [...(lists[name] ?? []), value];
    else {
      if (texts[name] !== undefined) problems.push(fill(words, 'wrong.twice', { name }));
      texts[name] = value;
    }
  }
  const most = command.files === '' ? 0 : 1;
  // A secret that stands after an option that is none here is read as a file: no value is shown.
  if (files.length > most) problems.push(fill(words, 'wrong.file-needless', { found: files.length }));
  if (problems.length > 0 && !switches.has('help')) throw new UsageError([...new Set(problems)]);
  return { texts, lists, switches, files };
}

function wordUnknown(
  asked: string,
  known: readonly OptionName[],
  words: Words,
  credentialNames: string,
): string {
  if (looksSecret(asked)) return fill(words, 'wrong.secret-option', { name: asked, names: credentialNames });
  const near = nearestName(asked, known);
  if (near !== undefined) return fill(words, 'wrong.option-near', { name: asked, near });
  return fill(words, 'wrong.option', { name: asked, known: known.map((name) => `--${name}`).join(' ') });
}
