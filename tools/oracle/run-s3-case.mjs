import { toS3Request } from './s3-request.mjs';

/**
 * Runs one request of a record: `evaluateRules()` must answer what the store did.
 *
 * Compared are the CORS headers and `Vary`, and of a preflight the status and the error in the body too. The status of
 * another request is none of the rules' business, nor is what else its answer carries. Where it is not known of the store
 * what it does, one of the answers that are thought possible must be the one.
 *
 * @param entry - The case, its configuration as `rules`.
 * @param sdk - The public face of the package.
 * @returns What differs, a text each.
 */
export function runS3Case(entry, sdk) {
  const request = toS3Request(entry);
  return storesOf(entry).flatMap((name) => {
    const answers = answersOf(entry, request, sdk, sdk[name]);
    const differences = answers.map((answer) => differencesOf(entry, request, answer));
    const [likeliest] = differences;
    const agrees = differences.some((list) => list.length === 0);
    return agrees ? [] : likeliest.map((text) => `${name}: ${text}`);
  });
}

/** The stores that a record speaks of: the suite of Ceph holds for Amazon S3 too, and those of others copy it. */
export function storesOf({ provenance = '' }) {
  if (!/ceph|rgw/i.test(provenance)) return ['aws'];
  return /aws/i.test(provenance) ? ['aws', 'ceph'] : ['ceph'];
}

function answersOf({ bucketExists, rules }, request, sdk, store) {
  const { refusal, response, alternatives } = sdk.evaluateRules(rules, store, request);
  // Rules cannot know that their bucket is missing. A request without an origin is refused before anyone looks.
  const isMissing = bucketExists === false && request.kind === 'preflight' && request.origin !== null;
  if (isMissing) return [store.ruleSemantics.refusal(request, 'no-bucket')];
  return [refusal ?? response, ...alternatives];
}

function differencesOf({ expected, provenance = '' }, { kind }, answer) {
  const differences = [];
  const compare = (what, wanted, got) => {
    const [a, b] = [JSON.stringify(wanted ?? null), JSON.stringify(got ?? null)];
    // A guess at a status or a body is held to what was recorded, since a record would know better.
    const isUnknown = what !== 'status' && answer.unknown?.includes(what.toLowerCase()) === true;
    if (a !== b && !isUnknown) differences.push(`${what}: expected ${a}, got ${b}`);
  };
  if (kind === 'preflight') {
    if (typeof expected.status === 'number') compare('status', expected.status, answer.status);
    const { bodyCode, bodyMessage, bodyFields } = expected;
    if (typeof bodyCode === 'string' && bodyCode !== 'not-asserted') compare('code', bodyCode, answer.code);
    if (typeof bodyMessage === 'string') compare('message', bodyMessage, answer.message);
    if (isThere(bodyFields)) compareMembers(bodyFields, answer, compare);
  }
  const got = headersOf(answer.headers);
  const wanted = headersOf(expected.headers);
  for (const [name, value] of wanted) compare(name, value, got.get(name));
  // What was recorded is all that there was; a test of somebody's says only so much.
  const isWhole = /^recorded/.test(provenance) && isThere(expected.headers);
  for (const name of got.keys()) {
    const isAbsent = isWhole || (expected.absentHeaders ?? []).some((pattern) => isNamed(pattern, name));
    if (isAbsent && !wanted.has(name)) compare(name, null, got.get(name));
  }
  return differences;
}

/** Members of a body besides code and message. Which resource was meant, not every record tells. */
function compareMembers(wanted, { members = {} }, compare) {
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(members)])) {
    const isUntold = name === 'ResourceType' && !(name in members) && RESOURCES.includes(wanted[name]);
    if (!isUntold) compare(`the body's ${name}`, wanted[name], members[name]);
  }
}

const RESOURCES = ['OBJECT', 'BUCKET'];

/** The headers of an answer that are about CORS, their names lower-case. */
function headersOf(headers) {
  const entries = Array.isArray(headers) ? headers : Object.entries(headers ?? {});
  const lower = entries.map(([name, value]) => [name.toLowerCase(), value]);
  return new Map(lower.filter(([name]) => name === 'vary' || name.startsWith('access-control-')));
}

/** Whether a name is meant: `Access-Control-*` are all that begin so. */
function isNamed(pattern, name) {
  const lower = pattern.toLowerCase();
  return lower.endsWith('*') ? name.startsWith(lower.slice(0, -1)) : name === lower;
}

function isThere(value) {
  return value !== null && value !== undefined;
}
