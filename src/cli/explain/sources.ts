import { type ExplainExchangeOptions, explainExchange } from '../../diagnose/raw/explain-exchange.js';
import { explainExchanges } from '../../diagnose/raw/explain-exchanges.js';
import { explainMessage } from '../../diagnose/raw/explain-message.js';
import { joinEvidence } from '../../diagnose/raw/join-evidence.js';
import { mendPage } from '../../diagnose/raw/mend-page.js';
import type { RawExchange } from '../../diagnose/raw/raw-exchange.js';
import { PATH_OF_ORIGIN, readCurl } from '../../diagnose/raw/readers/read-curl.js';
import { readDiagnosis } from '../../diagnose/raw/readers/read-diagnosis.js';
import { readHar } from '../../diagnose/raw/readers/read-har.js';
import type { Diagnosis } from '../../model/diagnosis.js';
import { ParseError } from '../../model/errors.js';
import { s3 } from '../../stores/s3.js';
import type { Context } from '../command.js';
import { UsageError } from '../exit-code.js';
import { printable } from '../paint.js';
import { readText } from '../read-configuration.js';
import { STORES } from '../stores.js';
import { askRaw } from './ask-raw.js';
import { askedHeaders, readRequest } from './read-request.js';
import type { Told } from './show-diagnoses.js';

/** Where what is to be explained comes from: the option of the same name. */
export type Source = 'url' | 'har' | 'curl' | 'message' | 'evidence';

/** Explains what was read. */
type Explain = (known: ExplainExchangeOptions) => Promise<Told>;
/** Reads it. @throws UsageError where it is none. */
type Read = (context: Context, given: string) => Promise<Explain>;

/** How each of them is read, before anything is asked. */
export const READ: Readonly<Record<Source, Read>> = {
  url: async (context) => {
    const request = readRequest(context);
    return async (known) => ({ diagnoses: [await askRaw(request, known)], unread: [], isAsked: true });
  },

  har: async (context, file) => {
    const { exchanges, unread } = readHar(await readText(file, context));
    if (exchanges.length === 0 && unread.some(({ path }) => path === 'har' || path === 'log.entries'))
      throw new UsageError([context.say('wrong.har', { file })]);
    return async (known) => ({
      diagnoses: await explainExchanges(exchanges, known),
      unread,
      isAsked: false,
    });
  },

  curl: async (context, file) => {
    const read = readCurl(await readText(file, context));
    if (read.exchanges.length === 0) throw unusable(file, read.unread.map(context.sayIssue), context);
    const [origin] = context.lists.origin ?? [];
    const exchanges = read.exchanges.map((exchange) => withOrigin(exchange, origin));
    const isAsked = exchanges.some(hasNoAnswer);
    return async (known) => {
      const recorded = await explainExchanges(exchanges, known);
      const diagnoses = await Promise.all(
        exchanges.map(async (exchange, index) =>
          hasNoAnswer(exchange)
            ? askRaw(asPageRequest(exchange), known)
            : (recorded[index] ?? explainExchange(exchange, known)),
        ),
      );
      // The option says what the command does not.
      const unread = read.unread.filter(({ path }) => origin === undefined || !path.endsWith(PATH_OF_ORIGIN));
      return { diagnoses, unread, isAsked };
    };
  },

  message: async (context, given) => {
    const text = given === '-' ? await readText(given, context) : given;
    const { language, say } = context;
    if (explainMessage(text).length === 0) throw new UsageError([say('wrong.message')]);
    return async ({ store }) => {
      const found = explainMessage(text, { language, ...(store === undefined ? {} : { store }) });
      return { diagnoses: found.map(({ diagnosis }) => diagnosis), unread: [], isAsked: false };
    };
  },

  evidence: async (context, file) => {
    const page = readPage(await readText(file, context), file, context);
    return async (known) => {
      // An address that somebody else chose may be one of this machine, or of the network it is in.
      if (!context.switches.has('json'))
        context.around.err(`${printable(context.say('explain.asks', { url: page.request.url }))}\n`);
      return { diagnoses: [await askBeside(page, known)], unread: [], isAsked: true };
    };
  },
};

/** Asks for a page's request from here, and joins both. What is to be put is made of what the person gives and of the request alone. */
async function askBeside(page: Diagnosis, known: ExplainExchangeOptions): Promise<Diagnosis> {
  const { origin, method, url, unsafeHeaders } = page.request;
  const store = known.store ?? STORES.get(page.store ?? '')?.store ?? s3;
  const rules = known.rules ?? rulesOf(page);
  // What the page found out of its cookies is asked with cookies.
  const credentials = page.code.startsWith('pre.cred-') ? ({ credentials: 'include' } as const) : {};
  const raw = await askRaw(
    { origin, method, url, headers: askedHeaders(unsafeHeaders), ...credentials },
    { store, ...(rules === undefined ? {} : { rules }) },
  );
  const by = { store, ...(known.rules === undefined ? {} : { rules: known.rules }) };
  const isByRulesOfPage = known.rules === undefined && rules !== undefined;
  const seen = isByRulesOfPage && raw.repairs.length > 0 ? mendPage(raw, by) : raw;
  return joinEvidence(mendPage(page, by), seen);
}

function readPage(text: string, file: string, context: Context): Diagnosis {
  try {
    return readDiagnosis(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw unusable(file, context.sayError(error), context);
  }
}

function unusable(file: string, reasons: readonly string[], { say }: Context): UsageError {
  return new UsageError([say('wrong.recording', { file, reason: reasons.join('\n') })]);
}

/** The configuration that the page knew. */
function rulesOf({ rules, responseVary }: Diagnosis): ExplainExchangeOptions['rules'] {
  if (rules === null) return undefined;
  return responseVary === undefined ? rules : { rules, responseVary };
}

/** A copied command without what it printed. */
function hasNoAnswer({ preflight, response, failure }: RawExchange): boolean {
  return preflight?.response == null && response == null && failure == null;
}

/** Of a preflight it is known which names it asked for, and not what stands in them. */
function asPageRequest({ request, preflight }: RawExchange): RawExchange['request'] {
  return preflight?.headers === undefined
    ? request
    : { ...request, headers: askedHeaders(preflight.headers) };
}

/** A command that was written by hand may have none. */
function withOrigin(exchange: RawExchange, origin: string | undefined): RawExchange {
  return origin === undefined ? exchange : { ...exchange, request: { ...exchange.request, origin } };
}
