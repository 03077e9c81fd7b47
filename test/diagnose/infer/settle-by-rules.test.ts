import { describe, expect, it } from 'vitest';
import type { Answer, Cause } from '../../../src/diagnose/infer/cause.js';
import { settleByRules } from '../../../src/diagnose/infer/settle-by-rules.js';
import { sharpenByRules } from '../../../src/diagnose/infer/sharpen-by-rules.js';

const REFUSED: Answer = { passed: false, answer: null };
const PASSED: Answer = { passed: true, answer: { status: 403, body: '' } };
const OPEN: Extract<Cause, { kind: 'unknown' }> = { kind: 'unknown', why: 'headers-or-all' };
const ALLOWED = { code: null, conflicts: [] };

/** What comes of a cause that the rules are held against, and what was asked for it. */
async function settle<C extends Cause>(
  finding: Parameters<typeof settleByRules>[0],
  cause: C,
  answers: readonly Answer[],
  about = { method: 'GET', names: ['x-a'] },
) {
  const asked: string[] = [];
  const left = [...answers];
  const ask = async (method: string, names: readonly string[]) => {
    asked.push([method, ...names].join(' '));
    return left.shift() ?? REFUSED;
  };
  const settled = await settleByRules(finding, cause, ask, about);
  return { settled, asked };
}

describe('rules that allow what no preflight was seen to pass', () => {
  it('leave that something else refuses it, once the request was refused twice more', async () => {
    const { settled, asked } = await settle(ALLOWED, OPEN, []);
    expect(asked).toEqual(['GET x-a', 'GET x-a']);
    expect(settled).toEqual({ ...OPEN, isRefused: true });
    expect(sharpenByRules(ALLOWED, settled, 'undecided')).toBe('pre.not-by-rules');
  });

  it.each<[string, Answer]>([
    ['passes after all', PASSED],
    ['is not answered', { passed: null, answer: null }],
  ])('leave it open where the request %s', async (_, answer) => {
    const { settled } = await settle(ALLOWED, OPEN, [REFUSED, answer]);
    expect(sharpenByRules(ALLOWED, settled, 'undecided')).toBe('undecided');
  });

  it('leave it so once all is refused once more, where there are several names and fewer were refused, too', async () => {
    const asking = async (method: string, ...names: string[]) =>
      (await settle(ALLOWED, OPEN, [], { method, names })).asked;
    expect(await asking('GET', 'x-a', 'x-b')).toEqual(['GET x-a x-b']);
    // Of reading requests a made-up signature may hide the answer.
    expect(await asking('GET', 'authorization', 'x-a', 'x-b')).toEqual(['GET x-a x-b']);
    expect(await asking('GET', 'authorization', 'x-a')).toEqual(['GET x-a', 'GET x-a']);
    expect(await asking('PUT', 'authorization', 'x-a')).toEqual(['PUT authorization x-a']);
  });

  it('ask nothing where rules refuse it, or something else is open', async () => {
    for (const [code, cause] of [
      ['pre.header', OPEN],
      ['unknown', OPEN],
      [null, { kind: 'unknown', why: 'masked' }],
      [null, { kind: 'all-refused' }],
    ] as const) {
      expect(await settle({ code }, cause, [])).toEqual({ settled: cause, asked: [] });
    }
  });
});
