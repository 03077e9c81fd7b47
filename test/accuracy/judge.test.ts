import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/model/diagnosis.js';
import { isAccepted } from './truth/accepts.js';
import { judge } from './truth/judge.js';
import { noteProblems } from './truth/judge-notes.js';
import type { NoteTruth } from './truth/notes-truth.js';
import { leastChange, looseEnds, universeOf } from './truth/over-grant.js';
import type { Truth } from './truth/truth.js';

const said = (changes: Partial<Diagnosis>): Diagnosis =>
  ({
    code: 'pre.header',
    confidence: 'proof',
    conflicts: [],
    undecided: null,
    request: { method: 'PUT' },
    ...changes,
  }) as unknown as Diagnosis;

/** `x-c` alone, and `x-a` with `x-b`. */
const TRUTH: Truth = {
  codes: ['pre.header'],
  guesses: ['pre.waf'],
  causes: ['pre.waf'],
  isDecidable: true,
  isReadable: false,
  conflicts: {
    accepts: (_, names) => !names.includes('x-c') && !(names.includes('x-a') && names.includes('x-b')),
    names: ['x-a', 'x-b', 'x-c', 'x-d'],
    isMonotone: true,
    passing: [],
  },
};
const headers = (...sets: string[][]): Diagnosis['conflicts'] =>
  sets.map((members) => ({ kind: 'headers', members }));
const open = (...candidates: string[]) =>
  ({ undecided: { candidates, command: '' } }) as unknown as Partial<Diagnosis>;

describe('a verdict', () => {
  it.each([
    ['every conflict, each as small as can be', 'right', headers(['x-c'], ['x-a', 'x-b'])],
    ['one conflict too few', 'wrong-members', headers(['x-c'])],
    ['a conflict that is too large', 'wrong-members', headers(['x-c'], ['x-a', 'x-b', 'x-d'])],
    ['names that pass', 'wrong-members', headers(['x-c'], ['x-a', 'x-b'], ['x-d'])],
    ['no names', 'wrong-members', []],
  ])('with %s is %s', (_, judgement, conflicts) => {
    expect(judge(said({ conflicts }), TRUTH).judgement).toBe(judgement);
  });

  it.each<[string, Partial<Diagnosis>, Partial<Truth>, object]>([
    ['that is wrong', { code: 'pre.method' }, {}, { judgement: 'wrong-cause', isWrongProof: true }],
    [
      'that is wrong and not sure',
      { code: 'pre.method', confidence: 'strong' },
      {},
      { judgement: 'wrong-cause', isWrongProof: false },
    ],
    ['that guesses', { code: 'pre.waf', confidence: 'strong' }, {}, { judgement: 'right' }],
    ['that calls a guess proven', { code: 'pre.waf' }, {}, { judgement: 'wrong-cause', isWrongProof: true }],
    [
      'that is missing',
      { code: 'undecided', confidence: 'weak', ...open('pre.waf') },
      {},
      { judgement: 'undecided' },
    ],
    [
      'that is missing, and does not name the cause as one of several',
      { code: 'undecided', confidence: 'weak', ...open('pre.origin') },
      {},
      { judgement: 'wrong-members' },
    ],
    [
      'that nobody can give',
      { code: 'undecided', confidence: 'weak', ...open('pre.waf') },
      { isDecidable: false },
      { judgement: 'open' },
    ],
    [
      'that names the cause as one of several',
      { code: 'pre.method', confidence: 'strong', ...open('pre.origin', 'pre.waf') },
      { isDecidable: false },
      { judgement: 'open' },
    ],
    [
      'that all is refused, and not why',
      { code: 'pre.all-refused', confidence: 'strong', ...open('pre.origin') },
      { codes: ['pre.all-refused'] },
      { judgement: 'wrong-members' },
    ],
    [
      'that names one cause of refused cookies and leaves the other open',
      { code: 'pre.cred-missing', confidence: 'strong', ...open('pre.cred-missing', 'pre.cred-wildcard') },
      { guesses: ['pre.cred-missing', 'pre.cred-wildcard'] },
      { judgement: 'right' },
    ],
    [
      'that names one of them alone',
      { code: 'pre.cred-missing', confidence: 'strong', ...open('pre.cred-missing') },
      { guesses: ['pre.cred-missing', 'pre.cred-wildcard'] },
      { judgement: 'wrong-members' },
    ],
  ])('%s', (_, diagnosis, truth, expected) => {
    expect(judge(said(diagnosis), { ...TRUTH, ...truth })).toMatchObject(expected);
  });
});

describe('notes', () => {
  const truth: NoteTruth = { readable: ['x-id'], due: [], dueByRules: ['etag'], open: [], others: [] };
  const hidden = (value: string) => [{ code: 'act.expose' as const, value }];
  const known = { code: 'ok.allowed' as const, rules: [] };

  it.each<[string, Parameters<typeof noteProblems>[0], Partial<NoteTruth>, number]>([
    ['that name what is hidden', { ...known, notes: hidden('etag') }, {}, 0],
    ['that are missing', { ...known, notes: [] }, {}, 1],
    ['that only the rules could tell of', { ...known, rules: null, notes: [] }, {}, 0],
    ['that name what the page can read', { ...known, notes: hidden('etag, x-id') }, {}, 1],
    ['of what the page cannot know', { ...known, notes: hidden('x-id, etag') }, { open: ['x-id'] }, 0],
    [
      'of what no page sees',
      { ...known, notes: [{ code: 'cache.max-age', value: '' }] },
      { dueByRules: [] },
      1,
    ],
    ['beside a refusal', { code: 'pre.header', rules: [], notes: [] }, {}, 0],
  ])('%s', (_, diagnosis, changes, problems) => {
    const found = noteProblems(diagnosis, { ...truth, ...changes }, { isReadable: true });
    expect(found).toHaveLength(problems);
  });
});

describe('a repair', () => {
  const origin = 'https://a.example';
  const before = [{ allowedOrigins: [origin], allowedMethods: ['GET'], allowedHeaders: ['x-a'] }];
  const wanted = { origin, method: 'PUT', names: ['x-b'] };
  const universe = universeOf([origin, 'https://b.example'], ['GET', 'PUT'], ['x-a', 'x-b', 'x-c'], ['x-b']);
  const ends = (reading: 'any' | 'first-for-origin', after: typeof before) => {
    const under =
      (rules: readonly (typeof before)[number][]) =>
      (from: string, method: string, names: readonly string[]) =>
        isAccepted(rules, reading, from, method, names);
    const least = leastChange(before, reading, wanted) as typeof before;
    const { extra, lost } = looseEnds(under(before), under(least), under(after), universe);
    return [extra.length > 0, lost.length > 0];
  };
  it('must keep what the first rule for origin and method allows, where it is not known which of two decides', () => {
    const ofMethod = { allowedOrigins: [origin], allowedMethods: ['PUT'], allowedHeaders: ['x-c'] };
    const change = (reading: 'first-for-origin' | 'unknown') =>
      leastChange([...before, ofMethod], reading, wanted)[0];
    expect(change('first-for-origin')?.allowedHeaders).toEqual(['x-a', 'x-b']);
    expect(change('unknown')?.allowedHeaders).toEqual(['x-a', 'x-c', 'x-b']);
  });

  const exact = { allowedOrigins: [origin], allowedMethods: ['PUT'], allowedHeaders: ['x-b'] };
  const merged = { allowedOrigins: [origin], allowedMethods: ['GET', 'PUT'], allowedHeaders: ['x-a', 'x-b'] };

  it.each([
    ['grants least as a rule of its own', 'any', [...before, exact], [false, false]],
    ['grants more in a rule that has more', 'any', [merged], [true, false]],
    ['must grant that where the first rule decides', 'first-for-origin', [merged, ...before], [false, false]],
    ['takes away where it hides a rule', 'first-for-origin', [exact, ...before], [false, true]],
    ['grants more to others', 'any', [...before, { ...exact, allowedOrigins: ['*'] }], [true, false]],
  ] as const)('%s', (_, reading, after, expected) => {
    expect(ends(reading, after as unknown as typeof before)).toEqual(expected);
  });
});
