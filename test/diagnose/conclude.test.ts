import { expect, it } from 'vitest';
import { concludeRefusal, type Findings } from '../../src/diagnose/conclude.js';
import type { Cause } from '../../src/diagnose/infer/cause.js';
import type { RuleFinding } from '../../src/diagnose/infer/classify-by-rules.js';
import { leftOpenByRules } from '../../src/diagnose/infer/left-open-by-rules.js';
import { conflictsByRules, sharpenByRules } from '../../src/diagnose/infer/sharpen-by-rules.js';
import type { RuleJudgement } from '../../src/diagnose/judge-by-rules.js';
import type { Confidence, Evidence } from '../../src/model/diagnosis.js';
import { ceph } from '../../src/stores/ceph.js';
import { qingstor } from '../../src/stores/qingstor.js';
import { s3 } from '../../src/stores/s3.js';

const sent = {
  origin: 'https://app.example',
  method: 'PUT',
  url: 'https://store.example/a.bin',
  unsafeHeaders: ['x-qs-date'],
  droppedHeaders: [],
  needsPreflight: true,
  preflightCauses: ['PUT'],
};

const REFUSED_NAME: Findings['cause'] = { kind: 'headers', conflicts: [['x-qs-date']], isCertain: true };

function judgement(code: RuleFinding['code']): RuleJudgement {
  const conflicts = [{ kind: 'headers' as const, members: ['x-qs-date'] }];
  const finding = { code, conflicts, verdicts: [] };
  return {
    configuration: { rules: [] },
    finding,
    foretold: { ...finding, isBorneOut: async () => false },
    settle: async (found) => found,
    sharpen: (...found) => sharpenByRules(finding, ...found),
    conflictsWith: () => [],
    leavesOpen: (...found) => (code === 'unknown' ? null : leftOpenByRules(finding, ...found)),
    exposed: () => null,
    repairs: () => [],
  };
}

it.each<Extract<Cause, { kind: 'method' | 'all-refused' }>>([
  { kind: 'method', passing: ['GET'] },
  { kind: 'all-refused' },
])('rules that were read prove nothing where it is not known how the store reads them: $kind', (cause) => {
  const diagnosis = concludeRefusal({
    sent,
    store: qingstor,
    cause,
    byRules: judgement('unknown'),
    rulesAreLive: true,
    refusalIsProof: true,
    evidence: [],
  });
  expect(diagnosis.confidence).toBe('strong');
  expect(diagnosis.undecided).not.toBeNull();
});

it('takes rules that were seen to be otherwise for no answer where not all could be asked about', () => {
  const rules = { code: 'pre.header', conflicts: [{ kind: 'headers', members: ['x-qs-date'] }] } as const;
  const cause = { kind: 'unknown', why: 'budget' } as const;
  expect(sharpenByRules(rules, cause, 'undecided')).toBe('pre.header');
  expect(sharpenByRules({ ...rules, isRefuted: true }, cause, 'undecided')).toBe('undecided');
});

it('rules that were read prove what they explain, and leave open what they do not', () => {
  const conclude = (conflicts: string[][]) =>
    concludeRefusal({
      sent,
      store: s3,
      cause: { kind: 'headers', conflicts, isCertain: true },
      byRules: judgement('pre.header'),
      rulesAreLive: true,
      refusalIsProof: true,
      evidence: [],
    });
  expect(conclude([['x-qs-date']])).toMatchObject({ confidence: 'proof', undecided: null });
  // Something in front refuses one more.
  expect(conclude([['x-qs-date'], ['x-a']])).toMatchObject({
    code: 'pre.header',
    confidence: 'strong',
    undecided: { candidates: ['pre.not-by-rules'] },
  });
});

it.each<[Findings['cause'], string, readonly string[]]>([
  [{ kind: 'all-refused' }, 'PUT', ['pre.bucket', 'net.captive', 'act.redirect']],
  [
    { kind: 'all-refused' },
    'GET',
    ['pre.bucket', 'net.captive', 'act.no-acao', 'act.error-without-cors', 'act.redirect'],
  ],
  [{ kind: 'method', passing: ['POST'] }, 'GET', ['act.no-acao', 'act.error-without-cors', 'act.redirect']],
  [{ kind: 'method', passing: ['POST'] }, 'PUT', ['act.redirect']],
  [{ kind: 'headers', conflicts: [['x-a']], isCertain: true }, 'PUT', []],
  [{ kind: 'headers', conflicts: [['authorization']], isCertain: true }, 'PUT', ['act.redirect']],
])('says what else it may be where no rule refuses what is refused: %j, %s', (cause, method, candidates) => {
  const { code, undecided } = concludeRefusal({
    sent: { ...sent, method },
    store: qingstor,
    cause,
    byRules: judgement(null),
    rulesAreLive: false,
    refusalIsProof: true,
    evidence: [],
  });
  expect([code, undecided?.candidates]).toEqual(['pre.not-by-rules', candidates]);
});

it.each<[string, Findings['cause'], RuleJudgement | null, boolean, readonly string[]]>([
  [
    'old rules do not tell which rule hides another',
    REFUSED_NAME,
    judgement('pre.header'),
    false,
    ['pre.shadowed'],
  ],
  ['rules read just now do', REFUSED_NAME, judgement('pre.header'), true, []],
  [
    'a method may be hidden, too, where no preflight passed',
    { kind: 'unknown', why: 'method-or-all' },
    null,
    false,
    ['pre.method', 'pre.not-by-rules', 'act.redirect', 'pre.shadowed'],
  ],
])('on a store that asks the first rule for an origin, %s', (_, cause, byRules, rulesAreLive, candidates) => {
  const found = { sent, store: ceph, cause, byRules, rulesAreLive, refusalIsProof: true, evidence: [] };
  const { undecided, confidence } = concludeRefusal(found);
  expect(undecided?.candidates ?? []).toEqual(candidates);
  expect(confidence === 'proof').toBe(rulesAreLive);
});

it('calls nothing proven where all that passed was seen by uploads, which a redirect to nobody hides at times', () => {
  const passed = (via: 'upload' | 'readable'): Evidence => ({
    kind: 'preflight',
    method: 'PUT',
    headers: [],
    passed: true,
    via,
    durationMs: 1,
  });
  const concluded = (via: 'upload' | 'readable') =>
    concludeRefusal({
      sent,
      store: qingstor,
      cause: { kind: 'headers', conflicts: [['x-qs-date']], isCertain: true },
      byRules: null,
      rulesAreLive: false,
      refusalIsProof: true,
      evidence: [passed(via)],
    });
  expect(concluded('upload').undecided?.candidates).toContain('act.redirect');
  expect(concluded('upload').confidence).toBe('strong');
  expect(concluded('readable').undecided?.candidates ?? []).not.toContain('act.redirect');
});

it('names what old rules lack only where it was found, or nobody could see it', () => {
  const set = (...members: string[]) => ({ kind: 'headers' as const, members });
  const old = { conflicts: [set('authorization'), set('x-a')] };
  const found = { kind: 'headers' as const, conflicts: [['x-a']], isCertain: true };
  expect(conflictsByRules(old, found)).toEqual([set('x-a')]);
  expect(conflictsByRules(old, { ...found, isInferred: true })).toEqual(old.conflicts);
  expect(conflictsByRules({ conflicts: [set('x-a')] }, found)).toEqual([set('x-a')]);
  const some = { ...found, isCertain: false, isIncomplete: true };
  expect(conflictsByRules(old, some)).toEqual(old.conflicts);
  expect(conflictsByRules({ conflicts: [set('x-b')] }, some)).toEqual([set('x-a')]);
  expect(conflictsByRules({ conflicts: [] }, some)).toEqual([set('x-a')]);
});

// Of whoever is sent on at once Chromium tells no upload, which looks refused; and it may meet one method, or what is signed, alone.
it.each<[Findings['cause'], Confidence, readonly string[]]>([
  [{ kind: 'method', passing: ['GET'] }, 'strong', ['act.redirect']],
  [{ kind: 'headers', conflicts: [['authorization']], isCertain: true }, 'strong', ['act.redirect']],
  [{ kind: 'headers', conflicts: [['authorization'], ['x-a']], isCertain: true }, 'strong', ['act.redirect']],
  [{ kind: 'headers', conflicts: [['authorization', 'x-a']], isCertain: true }, 'proof', []],
  [{ kind: 'headers', conflicts: [['x-a']], isCertain: true }, 'proof', []],
])('proves no refusal of what may be sent on: %j', (cause, confidence, candidates) => {
  const found = {
    sent,
    store: s3,
    cause,
    byRules: null,
    rulesAreLive: false,
    refusalIsProof: true,
    evidence: [],
  };
  const diagnosis = concludeRefusal(found);
  expect(diagnosis.confidence).toBe(confidence);
  expect(diagnosis.undecided?.candidates ?? []).toEqual(candidates);
});

it('leaves open why nothing passes from the origin that any page can have', () => {
  const found = { store: s3, cause: { kind: 'all-refused' } as const, byRules: null, rulesAreLive: false };
  const diagnosis = concludeRefusal({
    ...found,
    sent: { ...sent, origin: 'null' },
    refusalIsProof: true,
    evidence: [],
  });
  expect(diagnosis.code).toBe('env.origin-null');
  expect(diagnosis.undecided?.candidates).toContain('pre.bucket');
});
