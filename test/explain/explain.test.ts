import { describe, expect, it } from 'vitest';
import { newRuleRepair } from '../../src/cors/repair/new-rule-repair.js';
import { CAUSE_FACTS } from '../../src/explain/cause-facts.js';
import { explainDiagnosis } from '../../src/explain/explain-diagnosis.js';
import { toMarkdown } from '../../src/explain/to-markdown.js';
import { toText } from '../../src/explain/to-text.js';
import { chinese } from '../../src/explain/zh-cn.js';
import type { Diagnosis } from '../../src/model/diagnosis.js';
import type { DiagnosisCode } from '../../src/model/diagnosis-code.js';
import type { StoreErrorKind } from '../../src/model/errors.js';
import { s3 } from '../../src/stores/s3.js';

const ORIGIN = 'https://app.example.com';
const COMMAND = `curl -i -X OPTIONS -H 'Origin: ${ORIGIN}' 'https://photos.s3.example/a.txt'`;

function diagnosis(code: DiagnosisCode, more: Partial<Diagnosis> = {}): Diagnosis {
  return {
    code,
    stage: 'preflight',
    confidence: 'proof',
    request: {
      origin: ORIGIN,
      method: 'PUT',
      url: 'https://photos.s3.example/a.txt',
      unsafeHeaders: ['authorization', 'x-amz-date', 'x-amz-meta-a'],
      droppedHeaders: [],
      needsPreflight: true,
      preflightCauses: ['PUT', 'authorization', 'x-amz-date', 'x-amz-meta-a'],
    },
    conflicts: [],
    evidence: [],
    rules: null,
    ruleVerdicts: [],
    repairs: [],
    readableError: null,
    signatureChecked: true,
    hidesSignatureErrors: false,
    undecided: null,
    notes: [],
    raw: null,
    ...more,
  };
}

/** What headlines must name, where that is more than nothing. */
const HEADLINES: Readonly<
  Partial<Record<DiagnosisCode, readonly [more: Partial<Diagnosis>, names: readonly string[]]>>
> = {
  'ok.allowed': [{}, ['PUT']],
  'env.csp': [{}, ['Content-Security-Policy', 'https://photos.s3.example']],
  'env.mixed': [{}, ['https://photos.s3.example']],
  'env.origin-null': [{}, ['Origin: null']],
  'net.unreachable': [{}, ['https://photos.s3.example']],
  'pre.all-refused': [{}, [ORIGIN]],
  'pre.no-config': [{}, ['no CORS rules']],
  'pre.bucket': [{}, ['bucket']],
  'pre.origin': [{ rules: [{ allowedOrigins: ['https://b.example'], allowedMethods: ['PUT'] }] }, [ORIGIN]],
  'pre.method': [
    { conflicts: [{ kind: 'method', members: ['PUT'], passing: ['GET', 'HEAD'] }] },
    [ORIGIN, 'PUT'],
  ],
  'pre.header': [
    {
      conflicts: [
        { kind: 'headers', members: ['x-amz-date'] },
        { kind: 'headers', members: ['x-amz-meta-a'] },
      ],
    },
    ['headers x-amz-date and x-amz-meta-a'],
  ],
  'pre.cross-rule': [
    { conflicts: [{ kind: 'headers', members: ['authorization', 'x-amz-date'] }] },
    ['not all of it together'],
  ],
  'pre.shadowed': [{}, ['never looks at it']],
  'pre.auth-query': [{}, ['presigned URL']],
  'pre.not-by-rules': [{}, ['rules do not explain']],
  'act.error-without-cors': [{}, ['no CORS headers']],
  'act.redirect': [{}, ['another address']],
  'act.readable-error': [
    { readableError: { status: 403, serviceCode: 'ExpiredToken', kind: 'expired-credentials' } },
    ['403 ExpiredToken'],
  ],
  undecided: [{ undecided: { candidates: ['pre.origin'], command: COMMAND } }, ['nothing is claimed']],
};

const codes = (Object.keys(CAUSE_FACTS) as DiagnosisCode[]).map(
  (code) => [code, HEADLINES[code] ?? ([{}, []] as const)] as const,
);

describe('every diagnosis', () => {
  it.each(codes)('%s: the headline names the values', (code, [more, names]) => {
    const { headline } = explainDiagnosis(diagnosis(code, more));
    for (const name of names) expect(headline).toContain(name);
    expect(headline).toMatch(/^[A-Z].*\.$/);
  });

  it.each(codes)('%s: says what happened and what to do, in whole sentences', (code, [more]) => {
    const { whatHappened, whatToDo } = explainDiagnosis(diagnosis(code, more));
    expect(whatHappened.length).toBeGreaterThan(0);
    expect(whatToDo.length > 0).toBe(code !== 'ok.allowed');
    for (const sentence of [...whatHappened, ...whatToDo]) {
      expect(sentence).toMatch(/^([^a-z]|https:).*[.)]$/);
      expect(sentence).not.toMatch(/undefined|null\b(?!")|NaN|\[object/);
    }
  });

  it('ok.allowed: says nothing of a signature that was not checked, and how to check it', () => {
    const checked = explainDiagnosis(diagnosis('ok.allowed'));
    const unchecked = explainDiagnosis(diagnosis('ok.allowed', { signatureChecked: false }));
    expect(checked.whatHappened.join(' ')).toContain('accepts the signature');
    expect(unchecked.whatHappened.join(' ')).not.toContain('signature');
    expect(unchecked.whatToDo.join(' ')).toContain('let the diagnosis use the credentials');
  });

  it('ok.allowed: says what to do about what is left open, above the command', () => {
    const open = diagnosis('ok.allowed', {
      undecided: { candidates: ['net.reset-upload', 'act.error-without-cors'], command: COMMAND },
    });
    const told = toText(open);
    expect(told.indexOf('If it fails all the same, the command below')).toBeGreaterThan(0);
    expect(told.indexOf(COMMAND)).toBeGreaterThan(told.indexOf('the command below'));
    expect(explainDiagnosis(diagnosis('ok.allowed')).whatToDo).toEqual([]);
  });

  it('pre.method: speaks of a preflight only where there is one', () => {
    const { request } = diagnosis('pre.method');
    const unasked = { request: { ...request, needsPreflight: false } };
    expect(explainDiagnosis(diagnosis('pre.method')).headline).toContain('The preflight allows');
    expect(explainDiagnosis(diagnosis('pre.method', unasked)).headline).toBe(
      `The bucket allows ${ORIGIN}, but not PUT.`,
    );
  });

  it.each(codes)('%s: can be told with everything known and with nothing', (code, [more]) => {
    const full = diagnosis(code, {
      rules: [{ id: 'upload', allowedOrigins: [ORIGIN], allowedMethods: ['GET'] }],
      ruleVerdicts: [
        { index: 0, id: 'upload', fails: [{ field: 'allowedMethods', value: 'PUT' }], nearest: true },
      ],
      repairs: [newRuleRepair(s3, { origin: ORIGIN, method: 'PUT', headers: [] })],
      undecided: { candidates: ['pre.bucket'], command: COMMAND },
      ...more,
    });
    expect(toText(full)).toContain(`(${code}, proof)`);
    const bare = diagnosis(code);
    const request = { ...bare.request, unsafeHeaders: [], preflightCauses: [], needsPreflight: false };
    expect(toText({ ...bare, request })).toMatch(/^[A-Z][\s\S]*\n$/);
  });
});

describe('explainDiagnosis', () => {
  it('names the rule that comes nearest', () => {
    const ruleVerdicts = [
      { index: 0, fails: [{ field: 'allowedOrigins' as const, value: ORIGIN }], nearest: false },
      { index: 1, id: 'upload', fails: [{ field: 'allowedMethods' as const, value: 'PUT' }], nearest: true },
    ];
    const text = explainDiagnosis(diagnosis('pre.method', { ruleVerdicts })).whatHappened.join('\n');
    expect(text).toContain('Rule 2 ("upload") names the origin but lacks PUT');
  });

  it('lists the methods that pass', () => {
    const conflicts = [{ kind: 'method' as const, members: ['PUT'], passing: ['GET', 'HEAD', 'POST'] }];
    expect(explainDiagnosis(diagnosis('pre.method', { conflicts })).whatHappened[0]).toContain(
      'GET, HEAD and POST',
    );
  });

  it('says which headers are allowed beside the refused one', () => {
    const conflicts = [{ kind: 'headers' as const, members: ['x-amz-meta-a'] }];
    const { headline, whatHappened } = explainDiagnosis(diagnosis('pre.header', { conflicts }));
    expect(headline).toContain('the request header x-amz-meta-a');
    expect(whatHappened[0]).toContain('Of these are allowed: authorization and x-amz-date.');
  });

  it.each<readonly [kind: StoreErrorKind, advice: string]>([
    ['expired-credentials', 'temporary credentials'],
    ['clock', 'clock'],
    ['region', 'region'],
    ['denied', 'policy'],
    ['no-bucket', 'name of the bucket'],
    ['signature', 'secret'],
    ['other', 'error code'],
  ])('advises on %s', (kind, advice) => {
    const readableError = { status: 400, serviceCode: 'AnyCode', kind };
    const { whatToDo } = explainDiagnosis(diagnosis('act.readable-error', { readableError }));
    expect(whatToDo[0]).toContain(advice);
  });
});

describe('toText', () => {
  const full = diagnosis('pre.method', {
    confidence: 'strong',
    evidence: [
      { kind: 'reach', method: 'GET', headers: [], passed: true, via: 'opaque' },
      { kind: 'preflight', method: 'PUT', headers: ['x-amz-acl', 'x-amz-date'], passed: false, via: 'error' },
      { kind: 'preflight', method: 'PUT', headers: [], passed: true, via: 'readable', status: 404 },
      { kind: 'rules', method: 'GET', headers: [], passed: null, via: 'timeout' },
    ],
    repairs: [newRuleRepair(s3, { origin: ORIGIN, method: 'PUT', headers: ['authorization'] })],
    undecided: { candidates: ['pre.bucket'], command: COMMAND },
  });

  it('holds verdict, steps, repair, command and evidence, and ends its last line', () => {
    const text = toText(full);
    expect(text.split('\n')[0]).toBe(explainDiagnosis(full).headline);
    expect(text).toContain('\n(pre.method, strong hint)\n');
    expect(text).toContain('\nWhat to do:\n  1. Allow PUT for this origin');
    expect(text).toContain(
      '\nRule to add to those that are there (put alone, it replaces them):\n  <CORSConfiguration',
    );
    expect(text).toContain(`<AllowedOrigin>${ORIGIN}</AllowedOrigin>`);
    expect(text).toContain(`\nRun this to decide it:\n  ${COMMAND}\n`);
    expect(text).toContain(
      [
        '\nEvidence:',
        'GET without CORS: passes (opaque)',
        'PUT with x-amz-acl, x-amz-date: refused (error)',
        'PUT without headers: passes (readable 404)',
        'signed GET of the CORS rules: cannot tell (timeout)\n',
      ].join('\n  '),
    );
    expect(text).toMatch(/[^\n]\n$/);
  });

  it('lists what looks the same, with its code', () => {
    const alike = 'pre.bucket: The bucket does not exist at this address.';
    expect(toText(full)).toContain(`\nNot excluded:\n  ${alike}\n`);
    expect(toMarkdown(full)).toContain(`**Not excluded**\n\n- ${alike}\n`);
    expect(toText(full, { language: chinese })).toContain('  pre.bucket: 这个地址没有这个存储桶。\n');
  });

  it('leaves out what is not there', () => {
    const text = toText(diagnosis('ok.allowed'));
    for (const title of ['What to do', 'Rule to add', 'Rules after', 'Run this', 'Evidence']) {
      expect(text).not.toContain(title);
    }
    expect(text).toMatch(/[^\n]\n$/);
  });

  it('prints what it knows of a diagnosis, and nothing that was hung on it', () => {
    const hung = {
      ...full,
      credentials: { secretAccessKey: 'fixtureSecret' },
      signature: 'fixtureSignature',
    };
    expect(toText(hung)).toBe(toText(full));
  });
});
