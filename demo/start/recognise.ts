import {
  type CorsRule,
  type Diagnosis,
  explainExchanges,
  explainMessage,
  isBucketPreflightError,
  type RawExchange,
  readCorsDocument,
  readCredentials,
  readCurl,
  readHar,
  type Store,
} from 'bucket-preflight';

/** What a pasted text is, and what it says. */
export type Recognised =
  | { readonly kind: 'credentials' }
  | { readonly kind: 'rules'; readonly rules: readonly CorsRule[] }
  | {
      readonly kind: 'curl' | 'console' | 'har';
      readonly diagnoses: readonly Diagnosis[];
      /** The request of the last one, to go on with. */
      readonly exchange: RawExchange | null;
    }
  | { readonly kind: 'unknown' };

/** What `curl` prints before its answer, where the command itself was not copied. */
const CURL_OUTPUT = /^(?:\* {2,}Trying |[<>] (?:[A-Z]+ \S+ )?HTTP\/|> [A-Z]+ \S+ HTTP\/)/m;
const CURL_COMMAND = /^[ \t]*(?:[$>#] ?)?curl(?:\.exe)?[\s^]/m;

/**
 * Finds out what a text is: a HAR file, a curl command or its output, lines of a console, an STS answer, CORS rules. Sends
 * nothing, and never throws.
 *
 * @param store - The kind of store that the text is about.
 * @param now - For the end of credentials.
 */
export async function recognise(text: string, store: Store, now: Date): Promise<Recognised> {
  if (isHar(text)) return diagnosed('har', readHar(text).exchanges, store);
  if (CURL_COMMAND.test(text) || CURL_OUTPUT.test(text)) {
    return diagnosed('curl', readCurl(text).exchanges, store);
  }
  const messages = explainMessage(text, { store });
  if (messages.length > 0) {
    return { kind: 'console', diagnoses: messages.map(({ diagnosis }) => diagnosis), exchange: null };
  }
  // Some that have ended are credentials all the same; the form then says what is wrong with them.
  const rules = await orNull(() => readCorsDocument(text));
  if (rules !== null) return { kind: 'rules', rules: rules.configuration.rules };
  const isCredentials =
    (await orNull(() => readCredentials(text, now, 'any'))) !== null || /accesskeyid|tmpSecretId/i.test(text);
  return isCredentials ? { kind: 'credentials' } : { kind: 'unknown' };
}

async function diagnosed(
  kind: 'curl' | 'har',
  exchanges: readonly RawExchange[],
  store: Store,
): Promise<Recognised> {
  const diagnoses = await explainExchanges(exchanges, { store });
  return { kind, diagnoses, exchange: exchanges.at(-1) ?? null };
}

function isHar(text: string): boolean {
  try {
    const { log } = JSON.parse(text) as { readonly log?: { readonly entries?: unknown } };
    return Array.isArray(log?.entries);
  } catch {
    return false;
  }
}

async function orNull<Value>(read: () => Promise<Value>): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    if (isBucketPreflightError(error)) return null;
    throw error;
  }
}
