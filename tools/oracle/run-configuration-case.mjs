import { refusalsOf } from './refusal-words.mjs';
import { toRules } from './s3-rules.mjs';

/**
 * Runs one case of what a store does with a CORS configuration: the package calls the store, which answers what the record
 * says. Rules must go out and come back as they are, an absent configuration must be none, and what the store refuses must
 * be refused before it is sent, for the same field, with the code and words that are known of the store.
 *
 * @param entry - The case, its configuration as `rules`.
 * @param sdk - The public face of the package.
 * @returns {Promise<string[]>} What differs, a text each.
 */
export async function runConfigurationCase({ action, rules, expected }, sdk) {
  const run = Object.hasOwn(ACTIONS, action ?? '') ? ACTIONS[action] : undefined;
  if (run === undefined) throw new TypeError(`the action ${JSON.stringify(action)} is not known`);
  return run(rules, { status: 200, ...expected }, sdk);
}

const ACTIONS = {
  async GetBucketCors(rules, expected, sdk) {
    const { bucket } = answeringBucket(sdk, expected);
    const wanted = expected.status < 300 ? toRules(expected.corsRules) : [];
    const { read, write } = sdk.aws.corsCodec;
    // What was put before comes back as it went out.
    if (rules.length > 0 && expected.status < 300 && expected.corsRules !== undefined) {
      const differences = differencesOf(wanted, (await read(write({ rules }))).configuration.rules);
      if (differences.length > 0) return differences;
    }
    if (expected.code !== undefined && expected.code !== 'NoSuchCORSConfiguration') {
      const { serviceCode, kind } = (await failureOf(sdk.getBucketCors(bucket)))?.answer ?? {};
      // What comes back is what was put in: it must be an error that the package knows the store by.
      return kind === 'other'
        ? [`the code ${JSON.stringify(serviceCode)} is not known of the store`]
        : differencesOf(expected.code, serviceCode);
    }
    return differencesOf(wanted, (await sdk.getBucketCors(bucket)).configuration.rules);
  },

  async PutBucketCors(rules, expected, sdk) {
    const { bucket, sent } = answeringBucket(sdk, expected);
    const failure = await failureOf(sdk.putBucketCors(bucket, rules));
    if (expected.status < 300) {
      if (failure !== undefined) return [`it is refused: ${failure.message}`];
      return differencesOf(rules, (await sdk.aws.corsCodec.read(sent[0].body)).configuration.rules);
    }
    const refused = refusalDifferences(failure, sent, expected);
    return [
      ...(await readDifferences(expected, sdk)),
      ...(refused.length > 0 ? refused : wordDifferences(rules, expected, sdk)),
    ];
  },

  async DeleteBucketCors(_rules, expected, sdk) {
    const { bucket, sent } = answeringBucket(sdk, expected);
    const failure = await failureOf(sdk.deleteBucketCors(bucket));
    return [
      ...differencesOf(expected.status < 300, failure === undefined),
      ...differencesOf('DELETE ?cors', sent.map(({ method, query }) => `${method} ${query}`).join()),
    ];
  },
};

/** The list of a rule that a store's message is about. */
const FIELDS = [
  [/AllowedOrigin/, 'allowedOrigins'],
  [/HTTP method|AllowedMethod/, 'allowedMethods'],
  [/AllowedHeader/, 'allowedHeaders'],
  [/ExposeHeader/, 'exposeHeaders'],
];

function refusalDifferences(failure, sent, { message = '' }) {
  if (failure?.issues === undefined || sent.length > 0) return ['it is not refused before it is sent'];
  const [, field] = FIELDS.find(([pattern]) => pattern.test(message)) ?? [];
  const isNamed = field === undefined || failure.issues.some(({ path }) => path.includes(`.${field}`));
  return isNamed ? [] : [`it is refused, but not for ${field}: ${failure.message}`];
}

/** The store must have said what the package knows of it to say to what is found in these rules. */
function wordDifferences(rules, { code, message }, sdk) {
  if (code === undefined && message === undefined) return [];
  const known = refusalsOf(rules, sdk);
  const agrees = ([itsCode, itsMessage = message]) =>
    (code ?? itsCode) === itsCode && (message ?? itsMessage) === itsMessage;
  if (known.some(agrees)) return [];
  return [`expected ${JSON.stringify([code, message])}, known is ${JSON.stringify(known)}`];
}

async function readDifferences(expected, sdk) {
  const { serviceCode, serviceMessage } = await sdk.aws.readError(errorOf(expected), new Headers());
  const message = expected.message === undefined ? [] : differencesOf(expected.message, serviceMessage);
  return [...differencesOf(expected.code ?? '', serviceCode), ...message];
}

/** A bucket whose store answers one thing, and what was sent to it. */
function answeringBucket(sdk, expected) {
  const sent = [];
  const answer = async (url, { method, body }) => {
    const text = body === undefined ? '' : await new Response(body).text();
    sent.push({ method, query: new URL(url).search.replace(/=$/, ''), body: text });
    const isEmpty = expected.status === 204;
    return new Response(isEmpty ? null : bodyOf(expected), { status: expected.status });
  };
  const bucket = sdk.createBucket({
    store: sdk.aws,
    region: 'us-east-1',
    bucket: 'oracle',
    credentials: { accessKeyId: 'AKIDORACLE', secretAccessKey: 'none-that-counts', securityToken: 'none' },
    fetch: answer,
  });
  return { bucket, sent };
}

function bodyOf(expected) {
  if (expected.status >= 300) return errorOf(expected);
  const rules = (expected.corsRules ?? []).map((rule) => `<CORSRule>${elementsOf(rule)}</CORSRule>`);
  return `<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${rules.join('')}</CORSConfiguration>`;
}

/** In S3's order, each list under its name in the singular. */
function elementsOf({ ID, AllowedOrigins, AllowedMethods, AllowedHeaders, ExposeHeaders, MaxAgeSeconds }) {
  return [
    ['ID', ID],
    ['AllowedOrigin', AllowedOrigins],
    ['AllowedMethod', AllowedMethods],
    ['AllowedHeader', AllowedHeaders],
    ['ExposeHeader', ExposeHeaders],
    ['MaxAgeSeconds', MaxAgeSeconds],
  ]
    .flatMap(([name, value]) => [value ?? []].flat().map((text) => `<${name}>${escapeText(text)}</${name}>`))
    .join('');
}

function errorOf({ code = '', message = '' }) {
  return `<?xml version="1.0"?><Error><Code>${escapeText(code)}</Code><Message>${escapeText(message)}</Message></Error>`;
}

function escapeText(text) {
  return String(text).replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

async function failureOf(call) {
  return call.then(
    () => undefined,
    (error) => error,
  );
}

function differencesOf(wanted, got) {
  const [a, b] = [JSON.stringify(sorted(wanted)), JSON.stringify(sorted(got))];
  return a === b ? [] : [`expected ${a}, got ${b}`];
}

/** The same with the fields of objects in one order. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value ?? null;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each)]));
}
