import type { ExplainExchangeOptions } from '../../diagnose/raw/explain-exchange.js';
import type { Command, Context } from '../command.js';
import { readStore } from '../connect.js';
import { UsageError } from '../exit-code.js';
import { readHeaders } from '../explain/read-request.js';
import { showDiagnoses } from '../explain/show-diagnoses.js';
import { READ, type Source } from '../explain/sources.js';
import type { OptionName } from '../options.js';
import { readAll } from '../read-all.js';
import { readConfiguration, readText } from '../read-configuration.js';

/** Which options say something beside each source. */
const BESIDE: Readonly<Record<Source, readonly OptionName[]>> = {
  url: ['origin', 'method', 'header', 'with-cookies', 'rules'],
  har: ['rules'],
  curl: ['origin', 'rules'],
  message: [],
  evidence: ['rules'],
};
const SOURCES = Object.keys(BESIDE) as readonly Source[];
const ANY: readonly OptionName[] = ['store', 'markdown', 'json', 'lang', 'help'];

/** Says why a browser refuses a request. */
export const explain: Command = {
  name: 'explain',
  summary: 'summary.explain',
  files: '',
  options: [
    'url',
    'origin',
    'method',
    'header',
    'with-cookies',
    'har',
    'curl',
    'message',
    'evidence',
    'store',
    'rules',
    'markdown',
  ],
  texts: { store: 'option.explain-store', origin: 'option.explain-origin' },
  examples: [
    'explain --url https://photos.oss-cn-hangzhou.aliyuncs.com/a.png --origin https://app.example.com --method PUT --header content-type --header x-oss-date --store oss',
    'explain --har page.har --store cos --rules cors.json',
    'explain --curl copied.txt --markdown',
    'explain --message - --lang zh',
    'explain --evidence diagnosis.json --json',
  ],
  run: async (context) => {
    const { explainIt, known } = await readAll({
      useful: () => checkOptions(context),
      headers: () => readHeaders(context),
      known: () => readKnown(context),
      explainIt: () => readSource(context),
    });
    return showDiagnoses(await explainIt(known), context);
  },
};

/** @throws UsageError where options say nothing beside the others. */
function checkOptions({ texts, lists, switches, say }: Context): void {
  const problems = switches.has('json') && switches.has('markdown') ? [say('wrong.json-and-markdown')] : [];
  const [source, ...more] = givenSources(texts);
  const given = [...Object.keys(texts), ...Object.keys(lists), ...switches] as readonly OptionName[];
  if (source !== undefined && more.length === 0) {
    const useless = given.filter((name) => name !== source && ![...BESIDE[source], ...ANY].includes(name));
    problems.push(...useless.map((name) => say('wrong.not-with', { name, source })));
  }
  if (problems.length > 0) throw new UsageError(problems);
}

/** What is to be explained. @throws UsageError where there is none or more than one, or it cannot be read. */
async function readSource(context: Context): ReturnType<(typeof READ)[Source]> {
  const [source, ...more] = givenSources(context.texts);
  if (source === undefined || more.length > 0) throw new UsageError([context.say('wrong.one-source')]);
  return READ[source](context, context.texts[source] ?? '');
}

function givenSources(texts: Context['texts']): Source[] {
  return SOURCES.filter((name) => texts[name] !== undefined);
}

async function readKnown(context: Context): Promise<ExplainExchangeOptions> {
  const { store: name, rules: file } = context.texts;
  const { store, rules } = await readAll({
    store: () => (name === undefined ? {} : { store: readStore(context, 'store').store }),
    rules: async () => {
      if (file === undefined) return {};
      const { configuration } = await readConfiguration(await readText(file, context), file, context);
      return { rules: configuration };
    },
  });
  return { ...store, ...rules };
}
