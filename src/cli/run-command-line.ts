import { corsIssueInWords } from '../cors/cors-issue-in-words.js';
import { corsLossInWords } from '../cors/cors-loss-in-words.js';
import { english as toldInEnglish } from '../explain/en.js';
import { chinese as toldInChinese } from '../explain/zh-cn.js';
import { nearestName } from '../model/unknown-options.js';
import type { Command, Context } from './command.js';
import { COMMANDS } from './commands.js';
import type { Words } from './en.js';
import { EXIT, type ExitCode, UsageError } from './exit-code.js';
import { helpOf, helpOfAll } from './help.js';
import { createPaint, printableJson } from './paint.js';
import { readArguments } from './read-arguments.js';
import { keyNames } from './read-keys.js';
import { reportError } from './report-error.js';
import { STORES } from './stores.js';
import type { Surroundings } from './surroundings.js';
import { errorInChinese, issueInChinese } from './tell-chinese.js';
import { corsWordsOf, fill, LANGUAGES, wordsFor, wordsOf } from './words.js';
import { chinese } from './zh-cn.js';

/** Carries out what a command line says, and tells how it ended. */
export async function runCommandLine(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const words = wordsFor(valueAfter(args, 'lang'), around.env);
  const isForPrograms = args.includes('--json');
  const paint = createPaint(around.isTerminal && !around.env.NO_COLOR && around.env.TERM !== 'dumb');
  const say: Context['say'] = (key, facts) => fill(words, key, facts);
  const isChinese = words === chinese;
  const sayIssue: Context['sayIssue'] = (issue) =>
    isChinese ? issueInChinese(issue) : corsIssueInWords(issue);
  const sayError: Context['sayError'] = (error) => (isChinese ? errorInChinese(error) : [error.message]);
  const sayLoss: Context['sayLoss'] = (loss) => corsLossInWords(loss, corsWordsOf(words));
  const print: Context['print'] = (forPeople, forPrograms) =>
    around.out(isForPrograms ? printableJson(forPrograms()) : forPeople());
  try {
    const isAllHelp = args.length === 0 || ['--help', '-h', 'help'].includes(args[0] ?? '');
    if (isAllHelp) {
      around.out(helpOfAll(words, paint));
      return args.length === 0 ? EXIT.usage : EXIT.done;
    }
    const command = findCommand(args);
    if (command === undefined) {
      // `cors --help`, and `cors` alone.
      if (args[0] === 'cors' && args.includes('--help')) {
        around.out(helpOfAll(words, paint));
        return EXIT.done;
      }
      throw new UsageError([wordCommand(args, words), say('usage.more')]);
    }
    const store = STORES.get(valueAfter(args, 'store')?.toLowerCase() ?? '') ?? STORES.get('aws');
    const names = store === undefined ? '' : keyNames(store.environment);
    const given = readArguments(command, args.slice(command.name.split(' ').length), words, names);
    if (given.switches.has('help')) {
      around.out(helpOf(command, words, paint, names));
      return EXIT.done;
    }
    const { lang } = given.texts;
    if (lang !== undefined && wordsOf(lang) === undefined)
      throw new UsageError([
        say('wrong.choice', { name: 'lang', choices: [...LANGUAGES.keys()].join(', ') }),
      ]);
    const language = isChinese ? toldInChinese : toldInEnglish;
    return await command.run({ ...given, around, paint, say, sayIssue, sayError, sayLoss, language, print });
  } catch (error) {
    return reportError(error, { around, paint, say, sayIssue, sayError, isForPrograms });
  }
}

function findCommand(args: readonly string[]): Command | undefined {
  return COMMANDS.find(({ name }) => name.split(' ').every((word, index) => args[index] === word));
}

/** Options are not shown: one of them may be a secret. */
function wordCommand(args: readonly string[], words: Words): string {
  const end = args.findIndex((word) => word.startsWith('-'));
  const [first = '', second = ''] = end < 0 ? args : args.slice(0, end);
  const asked = first === 'cors' ? `cors ${second}`.trim() : first;
  const near = nearestName(
    asked,
    COMMANDS.map(({ name }) => name),
  );
  return [fill(words, 'wrong.command', { name: asked }), near === undefined ? '' : `→ ${near}`]
    .filter(Boolean)
    .join(' ');
}

/** Before all is read: the language of what may be wrong with the rest, and whose variables to name. */
function valueAfter(args: readonly string[], name: string): string | undefined {
  const index = args.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  const [, inline] = args[index]?.split('=', 2) ?? [];
  return index < 0 ? undefined : (inline ?? args[index + 1]);
}
