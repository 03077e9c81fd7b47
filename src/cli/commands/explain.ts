import type { ExplainExchangeOptions } from '../../diagnose/raw/explain-exchange.js';
import type { Command, Context } from '../command.js';
import { readStore } from '../connect.js';
import { UsageError } from '../exit-code.js';
import { showDiagnoses } from '../explain/show-diagnoses.js';
import { EXPLAIN, type Source } from '../explain/sources.js';
import type { OptionName } from '../options.js';
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
    const source = readSource(context);
    const known = await readKnown(context);
    const told = await EXPLAIN[source](context, known, context.texts[source] ?? '');
    return showDiagnoses(told, context);
  },
};

/** @throws UsageError where there is none or more than one, or options beside it say nothing. */
function readSource({ texts, lists, switches, say }: Context): Source {
  const sources = SOURCES.filter((name) => texts[name] !== undefined);
  const problems: string[] = [];
  if (switches.has('json') && switches.has('markdown')) problems.push(say('wrong.json-and-markdown'));
  if (sources.length !== 1) problems.push(say('wrong.one-source'));
  const [source] = sources;
  if (source === undefined || problems.length > 0) throw new UsageError(problems);
  const given = [...Object.keys(texts), ...Object.keys(lists), ...switches] as readonly OptionName[];
  const useless = given.filter((name) => name !== source && ![...BESIDE[source], ...ANY].includes(name));
  if (useless.length > 0)
    throw new UsageError(useless.map((name) => say('wrong.not-with', { name, source })));
  return source;
}

async function readKnown(context: Context): Promise<ExplainExchangeOptions> {
  const { texts } = context;
  const store = texts.store === undefined ? {} : { store: readStore(context, 'store').store };
  if (texts.rules === undefined) return store;
  const { configuration } = await readConfiguration(
    await readText(texts.rules, context),
    texts.rules,
    context,
  );
  return { ...store, rules: configuration };
}
