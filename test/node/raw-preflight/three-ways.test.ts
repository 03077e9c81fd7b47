import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucket } from '../../../src/client/create-bucket.js';
import { getBucketCors } from '../../../src/cors/get-bucket-cors.js';
import type { AskedRequest } from '../../../src/cors/is-allowed-by-rules.js';
import { diagnoseInPage } from '../../../src/diagnose/diagnose-in-page.js';
import { classifyByRules } from '../../../src/diagnose/infer/classify-by-rules.js';
import { explainExchange } from '../../../src/diagnose/raw/explain-exchange.js';
import { joinEvidence } from '../../../src/diagnose/raw/join-evidence.js';
import { preflightProbe } from '../../../src/diagnose/raw/probe-plan.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import type { Confidence, Diagnosis } from '../../../src/model/diagnosis.js';
import type { DiagnosisCode } from '../../../src/model/diagnosis-code.js';
import { cephDialect, cosDialect, ossDialect, qingstorDialect, s3Dialect } from '../../../src/node/index.js';
import type { Dialect } from '../../../src/node/local-bucket/dialect.js';
import { diagnoseRaw } from '../../../src/node/raw-preflight/diagnose-raw.js';
import { sendRaw } from '../../../src/node/raw-preflight/send-raw.js';
import { ceph } from '../../../src/stores/ceph.js';
import { cos } from '../../../src/stores/cos.js';
import { oss } from '../../../src/stores/oss.js';
import { qingstor } from '../../../src/stores/qingstor.js';
import { s3 } from '../../../src/stores/s3.js';
import type { Store } from '../../../src/stores/store.js';
import { type ServedDialect, serveDialect } from '../../support/serve-dialect.js';
import { simulatedPage } from '../../support/simulated-page.js';

const ORIGIN = 'https://app.example.com';
const BUCKETS = 40;
const RUNS = 40;
/** The names that stand for a store: those that a page sets, and those of its signature. */
interface Names {
  readonly own: readonly string[];
  readonly signed: readonly string[];
}
const XML_NO_UPLOAD = '<Error><Code>NoSuchUpload</Code></Error>';
const JSON_NO_UPLOAD = '{"code":"upload_not_exists"}';
/**
 * What is not known of QingStor, otherwise than its dialect has it: which rule it takes, how it reads a star within a name, and what it answers to a
 * refused preflight. What is said of that store must hold in either case.
 */
const QINGSTOR_OTHERWISE: Dialect = {
  ...qingstorDialect,
  ruleSemantics: {
    ...qingstorDialect.ruleSemantics,
    selection: 'first-match-of-origin',
    otherSelections: [],
    headerWildcard: 'within',
    refusal: () => ({ status: 403, headers: [], code: 'permission_denied', message: 'Denied.' }),
  },
};
const KINDS: readonly {
  readonly kind: string;
  readonly store: Store;
  readonly dialect: Dialect;
  readonly noUpload: string;
  /** What it shows that not every store does. */
  readonly shows: readonly string[];
}[] = [
  {
    ...{ kind: 's3', store: s3, dialect: s3Dialect, noUpload: XML_NO_UPLOAD },
    shows: ['pre.cross-rule', 'rules read'],
  },
  { kind: 'ceph', store: ceph, dialect: cephDialect, noUpload: XML_NO_UPLOAD, shows: ['pre.shadowed'] },
  { kind: 'oss', store: oss, dialect: ossDialect, noUpload: XML_NO_UPLOAD, shows: ['pre.cross-rule'] },
  { kind: 'cos', store: cos, dialect: cosDialect, noUpload: XML_NO_UPLOAD, shows: ['pre.cross-rule'] },
  {
    ...{ kind: 'qingstor', store: qingstor, dialect: qingstorDialect, noUpload: JSON_NO_UPLOAD },
    shows: ['pre.cross-rule'],
  },
  {
    ...{
      kind: 'qingstor, otherwise',
      store: qingstor,
      dialect: QINGSTOR_OTHERWISE,
      noUpload: JSON_NO_UPLOAD,
    },
    shows: ['pre.shadowed'],
  },
];

function ruleOf({ own, signed }: Names, prefix: string): fc.Arbitrary<CorsRule> {
  return fc.record({
    allowedOrigins: fc.subarray(
      [ORIGIN, 'http://app.example.com', 'https://*.example.com', 'https://b.example'],
      { minLength: 1 },
    ),
    allowedMethods: fc.subarray(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'], { minLength: 1 }),
    allowedHeaders: fc.oneof(
      { weight: 3, arbitrary: fc.subarray([...own, ...signed]) },
      { weight: 2, arbitrary: fc.constant(['*']) },
      { weight: 1, arbitrary: fc.constant([`${prefix}*`, 'authorization']) },
    ),
  });
}

/** Two rules that allow names only apart, which is seldom hit upon. */
function splitOf({ own, signed }: Names): fc.Arbitrary<CorsRule[]> {
  return fc
    .tuple(fc.subarray([...own], { minLength: 1 }), fc.subarray([...own], { minLength: 1 }))
    .map((halves) =>
      halves.map((names) => ({
        allowedOrigins: [ORIGIN],
        allowedMethods: ['PUT', 'POST', 'DELETE'],
        allowedHeaders: [...names, ...signed],
      })),
    );
}

/** What is asked of one of the rule sets. */
interface Asked {
  readonly bucket: number;
  readonly method: string;
  readonly names: string[];
  readonly signing: 'header' | 'url';
}

/** Rules, and what is asked of them, that chance seldom hits upon. */
function chosenFor({ own, signed }: Names): readonly {
  readonly rules: CorsRule[];
  readonly requests: readonly (readonly [Asked['method'], readonly string[], Asked['signing']])[];
}[] {
  const [type = '', one = '', other = ''] = own;
  const ruleFor = (allowedMethods: string[], allowedHeaders: string[]): CorsRule => ({
    allowedOrigins: [ORIGIN],
    allowedMethods,
    allowedHeaders,
  });
  return [
    // Sent unasked, so that the page is refused at the answer and the terminal at a preflight.
    { rules: [], requests: ['GET', 'HEAD', 'POST'].map((method) => [method, [], 'url']) },
    {
      rules: [ruleFor(['PUT'], ['*'])],
      requests: ['GET', 'HEAD', 'POST'].map((method) => [method, [], 'url']),
    },
    // The first hides the second where the first rule for the origin decides.
    {
      rules: [ruleFor(['GET'], ['*']), ruleFor(['HEAD', 'PUT'], ['*'])],
      requests: [
        ['HEAD', [], 'url'],
        ['PUT', [type], 'header'],
      ],
    },
    {
      rules: [ruleFor(['PUT'], [...signed, type, one]), ruleFor(['PUT'], [...signed, type, other])],
      requests: [
        ['PUT', own, 'header'],
        ['PUT', [one, other], 'url'],
      ],
    },
  ];
}

/** The cause in the world that is played, where one thing of each two that are not known is so. */
function truthIn(dialect: Dialect, rules: readonly CorsRule[], asked: AskedRequest): DiagnosisCode {
  const { ruleSemantics } = dialect;
  const ofLetters = ({ allowedHeaders = [], ...rest }: CorsRule): CorsRule => ({
    ...rest,
    allowedHeaders: allowedHeaders.filter((name) => name === '*' || !name.includes('*')),
  });
  const read = ruleSemantics.headerWildcard === 'unknown' ? rules.map(ofLetters) : rules;
  const played = { ruleSemantics: { ...ruleSemantics, otherSelections: [], originCase: 'counts' as const } };
  const { code } = classifyByRules(read, played, asked);
  if (code === 'unknown') throw new Error('What is played must be known');
  return code ?? 'ok.allowed';
}

/** Codes that name no single cause: what they leave open is listed beside them, and this is what they stand for in a list. */
const STANDS_FOR: Partial<Record<DiagnosisCode, readonly DiagnosisCode[]>> = {
  // Nothing that shows where some method passes.
  'pre.all-refused': ['pre.no-config', 'pre.origin', 'pre.bucket', 'pre.not-by-rules'],
  'pre.refused': [
    'pre.no-config',
    'pre.origin',
    'pre.method',
    'pre.header',
    'pre.cross-rule',
    'pre.shadowed',
  ],
  undecided: [],
};

/** What `pre.not-by-rules` stands for among candidates: all that something else than rules does to a preflight. */
const BY_OTHERS: DiagnosisCode[] = [
  'pre.not-by-rules',
  'pre.waf',
  'pre.auth',
  'pre.redirect',
  'pre.status',
  'pre.reset',
  'pre.no-acao',
  'pre.acao-mismatch',
  'pre.acao-multiple',
  'pre.acao-invalid',
];

/** The causes that a diagnosis claims: one, or those of a code that names none. */
function claims(diagnosis: Diagnosis): readonly DiagnosisCode[] {
  if (isReadAnyway(diagnosis)) return ['ok.allowed'];
  return STANDS_FOR[diagnosis.code] === undefined ? [diagnosis.code] : admits(diagnosis);
}

/** All causes that a diagnosis leaves possible. */
function admits(diagnosis: Diagnosis): readonly DiagnosisCode[] {
  const { code, undecided } = diagnosis;
  const open = (undecided?.candidates ?? [])
    .flatMap((each) => STANDS_FOR[each] ?? [each])
    .flatMap((each) => (each === 'pre.not-by-rules' ? BY_OTHERS : [each]));
  const all = STANDS_FOR[code] === undefined ? [code, ...open] : open;
  return isReadAnyway(diagnosis) ? [...all, 'ok.allowed'] : all;
}

/** A terminal sends what is only read, without the signature: that the page may read that error, says that CORS lets it through. */
function isReadAnyway({ code, request }: Diagnosis): boolean {
  return code === 'act.readable-error' && ['GET', 'HEAD'].includes(request.method);
}

/** The cause that a diagnosis has proven, if any. */
function provenBy(diagnosis: Diagnosis): DiagnosisCode | null {
  if (diagnosis.confidence !== 'proof' || STANDS_FOR[diagnosis.code] !== undefined) return null;
  return isReadAnyway(diagnosis) ? 'ok.allowed' : diagnosis.code;
}

/** What is lost where two ways are joined: a proof, a name, some of the certainty. Empty: nothing. */
function lostIn(joined: Diagnosis, way: Diagnosis): string[] {
  // What a terminal reads without the signature shows less than what a page sends with it.
  if (isReadAnyway(way)) return [];
  const isOpen = joined.undecided !== null && joined.confidence === 'proof';
  const isVague = STANDS_FOR[joined.code] !== undefined && STANDS_FOR[way.code] === undefined;
  const isLess = joined.code === way.code && SURE.indexOf(joined.confidence) < SURE.indexOf(way.confidence);
  const isUnproven = provenBy(way) !== null && provenBy(way) !== provenBy(joined);
  return [
    ...(isOpen ? ['a proof that leaves something open'] : []),
    ...(isVague ? ['a name'] : []),
    ...(isLess ? ['certainty'] : []),
    ...(isUnproven ? ['a proof'] : []),
  ];
}

const SURE: readonly Confidence[] = ['weak', 'strong', 'proof'];

function haveCommon(some: readonly DiagnosisCode[], others: readonly DiagnosisCode[]): boolean {
  return some.some((code) => others.includes(code));
}

type Way =
  | 'page'
  | 'recorded'
  | 'raw'
  | 'joined'
  | 'joinedWithCredentials'
  | 'joinedWithRules'
  | 'joinedWithRulesOfPage'
  | 'pageWithRules'
  | 'pageWithReadRules'
  | 'pageWithCredentials'
  | 'recordedWithRules'
  | 'rawWithRules'
  | 'rawWithReadRules';
/** Each way with one that sees the same and more. */
const KNOWS_LESS: readonly (readonly [Way, Way])[] = [
  ['page', 'pageWithRules'],
  ['page', 'pageWithReadRules'],
  ['page', 'pageWithCredentials'],
  ['page', 'joined'],
  ['recorded', 'recordedWithRules'],
  ['recorded', 'raw'],
  ['recordedWithRules', 'rawWithRules'],
  ['raw', 'rawWithRules'],
  ['raw', 'rawWithReadRules'],
  ['raw', 'joined'],
  ['pageWithCredentials', 'joinedWithCredentials'],
  ['pageWithRules', 'joinedWithRules'],
  ['rawWithRules', 'joinedWithRules'],
  ['pageWithRules', 'joinedWithRulesOfPage'],
];
/** What is joined, with its two parts. */
const JOINED: readonly (readonly [joined: Way, page: Way, raw: Way])[] = [
  ['joined', 'page', 'raw'],
  ['joinedWithCredentials', 'pageWithCredentials', 'raw'],
  ['joinedWithRules', 'pageWithRules', 'rawWithRules'],
  // The terminal was not told what the page knew.
  ['joinedWithRulesOfPage', 'pageWithRules', 'raw'],
];

describe.each(KINDS)('the ways to a diagnosis, on $kind', ({ store, dialect, noUpload, shows }) => {
  // One set of buckets for a seed that is printed with a failure: to start one for each case would take minutes.
  const seed = 20_260_708;
  const { headerPrefix } = dialect;
  const own = ['content-type', `${headerPrefix}meta-a`, `${headerPrefix}meta-b`];
  const named = { own, signed: store.signer.headerNames };
  const rule = ruleOf(named, headerPrefix);
  const drawn = fc.sample(
    fc.oneof(
      { weight: 4, arbitrary: fc.array(rule, { maxLength: 4 }) },
      { weight: 1, arbitrary: splitOf(named) },
    ),
    { numRuns: BUCKETS, seed },
  );
  const chosen = chosenFor(named);
  const sets = [...chosen.map(({ rules }) => rules), ...drawn];
  /** Which of the rule sets, the method, and what the page sets. */
  const asked = fc.record({
    bucket: fc.nat({ max: sets.length - 1 }),
    method: fc.constantFrom('PUT', 'POST', 'DELETE', 'GET', 'HEAD'),
    names: fc.subarray(own),
    signing: fc.constantFrom('header' as const, 'header' as const, 'url' as const),
  });
  const examples = chosen.flatMap(({ requests }, bucket) =>
    requests.map(([method, names, signing]): [Asked] => [{ bucket, method, names: [...names], signing }]),
  );
  // The page asks the store that is played, whatever is known of it to who diagnoses.
  const played = { ruleSemantics: dialect.ruleSemantics };
  let local: ServedDialect;
  beforeAll(async () => {
    const buckets = Object.fromEntries(sets.map((rules, index) => [`bucket-${index}`, rules]));
    local = await serveDialect(dialect, buckets);
  });
  afterAll(() => local.stop());

  it('never contradict each other, and are never surer than the truth', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(asked, async ({ bucket: place, method, names, signing }) => {
        const rules = sets[place] ?? [];
        const bucket = createBucket({
          ...{ store, endpoint: local.endpoint, region: local.region, bucket: `bucket-${place}` },
          ...{
            addressing: 'path',
            credentials: store.signer.takesToken ? local.temporary() : local.credentials,
          },
        });
        const page = simulatedPage({ origin: ORIGIN, rules, store: played });
        // A store that accepts the signature has no such upload.
        const signedPage = simulatedPage({
          ...{ origin: ORIGIN, rules, store: played },
          answer: () => ({ status: 404, body: noUpload }),
        });
        const headers = Object.fromEntries(names.map((name) => [name, '1']));
        const wanted = { method, key: 'a', headers, signing };
        const inPage = await diagnoseInPage(page, bucket, wanted, {});
        const { unsafeHeaders, url } = inPage.request;
        const request = {
          ...{ origin: ORIGIN, method, url },
          headers: unsafeHeaders.map((name) => [name, '"'] as const),
        };
        const probe = preflightProbe(request, method, unsafeHeaders);
        const { response } = await sendRaw(probe, { timeoutMs: 10_000, bodyBytes: 65_536 });
        const exchange = { request, preflight: { response } };
        // As a terminal reads them, by a signed request.
        const { rules: read } = (await getBucketCors(bucket)).configuration;
        const alone = {
          page: inPage,
          pageWithRules: await diagnoseInPage(page, bucket, wanted, { rules }),
          pageWithReadRules: await diagnoseInPage(page, bucket, wanted, { rules: read }),
          pageWithCredentials: await diagnoseInPage(signedPage, bucket, wanted, { useCredentials: true }),
          recorded: await explainExchange(exchange, { store }),
          recordedWithRules: await explainExchange(exchange, { store, rules }),
          raw: await diagnoseRaw(request, { store }),
          rawWithRules: await diagnoseRaw(request, { store, rules }),
          rawWithReadRules: await diagnoseRaw(request, { store, rules: read }),
        };
        const ways: Readonly<Record<Way, Diagnosis>> = {
          ...alone,
          joined: joinEvidence(inPage, alone.raw),
          joinedWithCredentials: joinEvidence(alone.pageWithCredentials, alone.raw),
          joinedWithRules: joinEvidence(alone.pageWithRules, alone.rawWithRules),
          joinedWithRulesOfPage: joinEvidence(alone.pageWithRules, alone.raw),
        };
        const truth = truthIn(dialect, rules, { origin: ORIGIN, method, headers: unsafeHeaders });
        seen.set(truth, (seen.get(truth) ?? 0) + 1);
        if (ways.pageWithCredentials.evidence.some(({ kind, passed }) => kind === 'rules' && passed === true))
          seen.set('rules read', (seen.get('rules read') ?? 0) + 1);
        const entries = Object.entries(ways);
        for (const [name, way] of entries) {
          expect({ [name]: way.code, admits: admits(way) }).toEqual({
            [name]: way.code,
            admits: expect.arrayContaining([truth]),
          });
          // Here rules decide, and nothing else: to leave that open is honest, and to blame it is not.
          expect([name, way.code]).toEqual([name, expect.not.toBeOneOf(BY_OTHERS)]);
          const proven = provenBy(way);
          if (proven !== null) expect([name, proven]).toEqual([name, truth]);
          for (const [other, against] of entries) {
            expect([name, admits(way), other, admits(against)]).toSatisfy(() =>
              haveCommon(admits(way), admits(against)),
            );
            // What one has proven, no other names something else in place of.
            expect([name, proven, other, claims(against)]).toSatisfy(
              () => proven === null || claims(against).includes(proven),
            );
          }
        }
        // Who knows more claims only what the others left possible.
        for (const [less, more] of KNOWS_LESS)
          expect([less, admits(ways[less]), more, claims(ways[more])]).toSatisfy(() =>
            haveCommon(admits(ways[less]), claims(ways[more])),
          );
        for (const [joined, ...parts] of JOINED)
          for (const part of parts)
            expect([part, ways[part].code, joined, lostIn(ways[joined], ways[part])]).toEqual([
              part,
              ways[part].code,
              joined,
              [],
            ]);
      }),
      { numRuns: RUNS + examples.length, seed, examples },
    );
    // All kinds of truth were among them, and rules that a page reads, which Ceph lets none do.
    for (const code of ['ok.allowed', 'pre.no-config', 'pre.origin', 'pre.method', 'pre.header', ...shows])
      expect([code, seen.get(code) ?? 0]).toEqual([code, expect.toSatisfy((times: number) => times > 0)]);
    // Some thousand requests, one after another.
  }, 120_000);
});
