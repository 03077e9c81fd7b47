import type { Random } from '../../conformance/random.js';
import type { CaseRequest, StoreName } from '../accuracy-case.js';

const METHODS: readonly string[] = ['PUT', 'PUT', 'PUT', 'POST', 'DELETE', 'GET', 'GET', 'HEAD'];

/** The names that a signature in headers adds, as each vendor's page lists them, for temporary credentials where it has them. */
const SIGNATURE_NAMES: Readonly<Record<StoreName, readonly string[]>> = {
  s3: ['authorization', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'],
  ceph: ['authorization', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'],
  oss: ['authorization', 'x-oss-content-sha256', 'x-oss-date', 'x-oss-security-token'],
  cos: ['authorization', 'x-cos-security-token'],
  qingstor: ['authorization', 'x-qs-date'],
};

/** The prefix of a store's own headers. */
export const PREFIXES: Readonly<Record<StoreName, string>> = {
  s3: 'x-amz-',
  ceph: 'x-amz-',
  oss: 'x-oss-',
  cos: 'x-cos-',
  qingstor: 'x-qs-',
};

const CUSTOM = [
  'x-requested-with',
  'x-trace-id',
  'x-client-version',
  'x-tenant',
  'x-a',
  'x-b',
  'x-c',
  'if-unmodified-since-version',
  'content-language-hint',
];

/** A random request with 0 to 10 header names of the page's own, and without cookies. */
export function drawRequest(
  random: Random,
  store: StoreName,
  wanted: { readonly leastNames: number; readonly methods?: readonly string[] },
): CaseRequest {
  const method = random.pick(wanted.methods ?? METHODS);
  const signing = random.weigh([
    [5, 'header'],
    [3, 'url'],
    [2, 'none'],
  ] as const);
  const signed = signing === 'header' ? SIGNATURE_NAMES[store].length : 0;
  const least = Math.max(0, wanted.leastNames - signed);
  const most = random.weigh([
    [6, 3],
    [3, 6],
    [1, 10],
  ]);
  const count = random.integer(least, Math.max(least, most));
  const pool = [...CUSTOM, 'content-type', `${PREFIXES[store]}meta-a`, `${PREFIXES[store]}meta-b`];
  const names = random.shuffle(pool).slice(0, count);
  const headers = Object.fromEntries(
    names.map((name) => [name, name === 'content-type' ? 'application/json' : `v${random.integer(1, 9)}`]),
  );
  const hasBody = !['GET', 'HEAD'].includes(method) && random.percent(70);
  return { method, key: `a-${random.integer(1, 99)}.bin`, headers, signing, hasBody, withCookies: false };
}

/** The same object, read as anybody may: it needs no preflight. */
export function plainly({ key }: CaseRequest): CaseRequest {
  return { method: 'GET', key, headers: {}, signing: 'none', hasBody: false, withCookies: false };
}

/** The header names that its preflight will ask for. What the browser really asks for is seen when it is sent. */
export function namesFor(store: StoreName, { headers, signing }: CaseRequest): readonly string[] {
  const signed = signing === 'header' ? SIGNATURE_NAMES[store] : [];
  return [...new Set([...Object.keys(headers), ...signed])].sort();
}
