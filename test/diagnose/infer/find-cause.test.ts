import { describe, expect, it } from 'vitest';
import type { Answer, Ask } from '../../../src/diagnose/infer/cause.js';
import { findCause } from '../../../src/diagnose/infer/find-cause.js';
import { isBorneOut } from '../../../src/diagnose/infer/is-borne-out.js';
import type { Foretold, Question } from '../../../src/diagnose/infer/question.js';
import type { Reach } from '../../../src/diagnose/page.js';

const READ = { status: 403, body: '' };
const PASSED: Answer = { passed: true, answer: READ };
const HIDDEN: Answer = { passed: true, answer: null };
const REFUSED: Answer = { passed: false, answer: null };
const UNASKED: Answer = { ...PASSED, isUnasked: true };

/** The cause where questions are answered by a table, `PUT x-a x-b`, and else refused; and what was asked. */
async function search(
  method: string,
  names: readonly string[],
  answers: Readonly<Record<string, Answer | readonly Answer[]>>,
  reached: Reach | readonly Reach[] = 'answered',
  expected: Omit<Foretold, 'isBorneOut'> | null = null,
  isFirstBlind = false,
  more: Pick<Question, 'hidesSignatures'> = {},
) {
  const asked: string[] = [];
  const ask: Ask = async (about, subset) => {
    const question = [about, ...subset].join(' ');
    asked.push(question);
    const given = answers[question] ?? REFUSED;
    if (!Array.isArray(given)) return given as Answer;
    return given[asked.filter((each) => each === question).length - 1] ?? given.at(-1) ?? REFUSED;
  };
  const showsUploads = method !== 'GET' && method !== 'HEAD';
  const reaches = [reached].flat();
  const reach = async () => (reaches.length > 1 ? reaches.shift() : reaches[0]) ?? 'answered';
  const question = { ask, reach, method, names, needsPreflight: true, showsUploads, isFirstBlind, ...more };
  const whetherBorneOut: Foretold['isBorneOut'] = (...asked) => isBorneOut(...asked, () => true);
  const foretold = expected === null ? null : { ...expected, isBorneOut: whetherBorneOut };
  const cause = await findCause({ ...question, expected: async () => foretold });
  return { cause, asked };
}

describe('the search for a cause', () => {
  it('ends with the first answer that can be read', async () => {
    const { cause, asked } = await search('PUT', ['x-a'], { 'PUT x-a': PASSED });
    expect(cause).toMatchObject({ kind: 'passes', readable: 'yes' });
    expect(asked).toEqual(['PUT x-a']);
  });

  it('takes a plain GET for no proof that preflights pass', async () => {
    const plain = await search('PUT', ['x-a'], { GET: UNASKED });
    expect(plain.cause).toEqual({ kind: 'unknown', why: 'method-or-all' });
    const asked = await search('PUT', ['x-a'], { GET: UNASKED, 'GET x-a': PASSED });
    expect(asked.cause).toEqual({ kind: 'method', passing: ['GET'] });
    const other = await search('PUT', ['x-a'], { GET: UNASKED, DELETE: PASSED });
    expect(other.cause).toEqual({ kind: 'method', passing: ['GET', 'DELETE'] });
  });

  it('names no plain POST among what passes, unless it is all', async () => {
    const { cause } = await search('PUT', ['x-a'], { POST: UNASKED, DELETE: PASSED });
    expect(cause).toEqual({ kind: 'method', passing: ['DELETE'] });
  });

  it('takes a plain GET whose answer cannot be read for no contradiction', async () => {
    const unread: Answer = { ...REFUSED, isUnasked: true };
    const { cause } = await search('GET', ['x-a'], { GET: unread, 'GET x-a': HIDDEN });
    expect(cause).toMatchObject({ kind: 'passes', readable: 'no' });
    const { cause: asked } = await search('PUT', ['authorization'], { 'PUT authorization': HIDDEN });
    expect(asked).toEqual({ kind: 'unknown', why: 'contradiction' });
  });

  it('tells an answer that cannot be read from a refusal by asking twice, where the first time tells less', async () => {
    const hidden = await search('PUT', ['x-a'], { 'PUT x-a': [REFUSED, HIDDEN] }, 'answered', null, true);
    expect(hidden.cause).toMatchObject({ kind: 'passes', readable: 'no' });
    expect(hidden.asked).toEqual(['PUT x-a', 'PUT', 'PUT x-a']);
  });

  it('asks again without a made-up signature, as its answer may be hidden, and with it where that passes', async () => {
    const table = { PUT: [REFUSED, HIDDEN], 'PUT authorization': [REFUSED, HIDDEN] };
    const { cause, asked } = await search('PUT', ['authorization'], table, 'answered', null, true);
    expect(cause).toMatchObject({ kind: 'passes', readable: 'no' });
    expect(asked).toEqual(['PUT authorization', 'PUT', 'PUT', 'PUT authorization']);
    // Nothing passes: with a signature nothing would.
    const nothing = await search('PUT', ['authorization'], {}, 'answered', null, true);
    expect(nothing.cause).toEqual({ kind: 'all-refused' });
    expect(nothing.asked.filter((each) => each === 'PUT authorization')).toHaveLength(1);
    // Only a method is refused: it may pass with names, whatever it does without.
    const whole = { 'PUT authorization': [REFUSED, HIDDEN], DELETE: PASSED };
    expect((await search('PUT', ['authorization'], whole, 'answered', null, true)).cause).toEqual({
      kind: 'unknown',
      why: 'contradiction',
    });
    const names = ['authorization', 'x-a'];
    const refused = { PUT: [REFUSED, HIDDEN], 'PUT authorization': HIDDEN };
    expect((await search('PUT', names, refused, 'answered', null, true)).cause).toEqual({
      kind: 'headers',
      conflicts: [['x-a']],
      isCertain: true,
    });
  });

  it('takes what rules foretell for seen only where the whole is refused when its answer would show', async () => {
    const foretold = {
      code: 'pre.header',
      conflicts: [{ kind: 'headers', members: ['x-a'] }],
    } as const;
    const names = ['authorization', 'x-a'];
    const part = { 'PUT authorization': HIDDEN, 'PUT x-a': REFUSED };
    const refused = await search('PUT', names, part, 'answered', foretold, true);
    expect(refused.cause).toEqual({ kind: 'headers', conflicts: [['x-a']], isCertain: true });
    expect(refused.asked.filter((each) => each === 'PUT authorization x-a')).toHaveLength(2);
    // A gateway that refuses the name alone lets the whole pass, whose answer was hidden at first.
    const whole = { ...part, PUT: PASSED, 'PUT authorization x-a': [REFUSED, HIDDEN] };
    const passing = await search('PUT', names, whole, 'answered', foretold, true);
    expect(passing.cause.kind).not.toBe('headers');
    // Where answers to a signature can be read, the first refusal of the whole was one.
    const read = { 'PUT authorization': PASSED, 'PUT x-a': REFUSED };
    const once = await search('PUT', names, read, 'answered', foretold, true);
    expect(once.cause).toMatchObject({ kind: 'headers' });
    expect(once.asked.filter((each) => each === 'PUT authorization x-a')).toHaveLength(1);
  });

  it('asks once more where a request without names got lost', async () => {
    const count = async (bare: readonly Answer[]) =>
      (await search('PUT', ['x-a'], { PUT: bare, 'PUT x-a': REFUSED }, 'answered', null, true)).asked.filter(
        (each) => each === 'PUT x-a',
      ).length;
    expect(await count([REFUSED, PASSED])).toBeGreaterThan(await count([PASSED]));
  });

  it('proves two conflicts, and of more that each is smallest, but not that none of their refusals got lost', async () => {
    const found = async (names: readonly string[]) => (await search('PUT', names, { PUT: PASSED })).cause;
    expect(await found(['x-a', 'x-b'])).toMatchObject({ conflicts: [['x-a'], ['x-b']], isCertain: true });
    expect(await found(['x-a', 'x-b', 'x-c'])).toMatchObject({ isCertain: false });
    // x-a with x-b, and two by themselves: whatever the larger sets showed, x-a and x-b are asked about alone.
    const isRefused = (names: readonly string[]) =>
      ['x-c', 'x-d'].some((name) => names.includes(name)) ||
      ['x-a', 'x-b'].every((name) => names.includes(name));
    const table = new Proxy({} as Record<string, Answer>, {
      get: (_, question: string) => (isRefused(question.split(' ').slice(1)) ? REFUSED : PASSED),
    });
    const { cause, asked } = await search('PUT', ['x-a', 'x-b', 'x-c', 'x-d'], table);
    expect(cause).toMatchObject({ conflicts: [['x-c'], ['x-d'], ['x-a', 'x-b']], isCertain: false });
    expect(asked).toEqual(expect.arrayContaining(['PUT x-a', 'PUT x-b']));
    expect(asked.filter((each) => each === 'PUT x-a x-b')).toHaveLength(3);
  });

  it('looks for what can be read without a made-up signature, twice, as one answer may get lost', async () => {
    const without = { 'PUT authorization': HIDDEN, PUT: [REFUSED, PASSED] };
    expect((await search('PUT', ['authorization'], without)).cause).toMatchObject({
      kind: 'passes',
      readable: 'without-headers',
    });
  });

  it('looks early for a preflight that passes where nothing does', async () => {
    const { cause, asked } = await search('GET', ['a', 'b', 'c', 'd', 'e'], { GET: UNASKED });
    expect(cause).toEqual({ kind: 'unknown', why: 'headers-or-all' });
    expect(asked).not.toContain('GET c');
  });

  it('blames no header of a GET where no preflight was seen to pass', async () => {
    const closed = await search('GET', ['x-a', 'x-b'], { GET: UNASKED });
    expect(closed.cause).toEqual({ kind: 'unknown', why: 'headers-or-all' });
    const open = await search('GET', ['x-a', 'x-b'], { GET: UNASKED, DELETE: PASSED });
    expect(open.cause).toMatchObject({ kind: 'headers', conflicts: [['x-a'], ['x-b']] });
  });

  it('looks at the request itself before it says that nobody answers', async () => {
    const hidden = { PUT: HIDDEN, 'PUT x-a': [REFUSED, HIDDEN] };
    const lost = { ...hidden, PUT: [REFUSED, HIDDEN] };
    expect((await search('PUT', ['x-a'], lost, 'unreachable')).cause).toMatchObject({
      kind: 'passes',
      readable: 'no',
    });
    expect((await search('PUT', ['x-a'], {}, 'unreachable')).cause).toEqual({
      kind: 'unreachable',
      isTimeout: false,
    });
  });

  it('asks about each other method twice, also where one request to reach the store got lost', async () => {
    const late = { DELETE: [REFUSED, PASSED] };
    const { cause } = await search('PUT', ['x-a'], late, ['unreachable', 'answered']);
    expect(cause).toEqual({ kind: 'method', passing: ['DELETE'] });
  });

  it('asks about other methods once where known rules say that it is none of them', async () => {
    const none = { code: 'pre.origin', conflicts: [] } as const;
    const foretold = await search('PUT', ['x-a'], {}, 'answered', none, true);
    expect(foretold.cause).toEqual({ kind: 'all-refused' });
    const others = ['GET', 'POST', 'DELETE', 'HEAD'];
    expect(foretold.asked.filter((each) => others.includes(each))).toEqual(others);
    // Rules that allow it are not what refuses it, whatever else is refused.
    const allowed = await search('PUT', ['x-a'], {}, 'answered', { code: null, conflicts: [] }, true);
    expect(allowed.cause).toEqual({ kind: 'all-refused' });
    expect(allowed.asked.filter((each) => others.includes(each))).toEqual(['GET', 'POST', 'DELETE']);
    // The request itself is: two answers may have got lost.
    const lost = { 'PUT x-a': [REFUSED, PASSED] };
    const passing = await search('PUT', ['x-a'], lost, 'answered', { code: null, conflicts: [] });
    expect(passing.cause).toMatchObject({ kind: 'passes', readable: 'yes' });
  });

  it('looks for no preflight that passes where rules allow the request, as they are not what refuses it', async () => {
    const allowed = { code: null, conflicts: [] } as const;
    const ofMethod = await search('PUT', ['x-a'], { GET: UNASKED, DELETE: PASSED }, 'answered', allowed);
    expect(ofMethod.cause).toEqual({ kind: 'unknown', why: 'method-or-all' });
    expect(ofMethod.asked).toEqual(['PUT x-a', 'PUT', 'GET']);
    const ofName = await search('GET', ['x-a'], { GET: UNASKED, PUT: PASSED }, 'answered', allowed);
    expect(ofName.cause).toEqual({ kind: 'unknown', why: 'headers-or-all' });
    expect(ofName.asked).toEqual(['GET x-a', 'GET']);
    // Which names it refuses is looked into all the same, where others pass.
    const some = { GET: UNASKED, 'GET x-b': PASSED };
    const ofSome = await search('GET', ['x-a', 'x-b'], some, 'answered', allowed);
    expect(ofSome.cause).toMatchObject({ kind: 'headers', conflicts: [['x-a']] });
  });

  it('counts no answer twice that it had before the search', async () => {
    const hidden = { ...REFUSED, passed: null, mayBeHidden: true };
    const table = { GET: PASSED, 'GET authorization': hidden, 'GET authorization x-a': hidden, PUT: PASSED };
    const { cause, asked } = await search('GET', ['authorization', 'x-a'], table);
    expect(cause).toMatchObject({ kind: 'headers', conflicts: [['x-a']], isInferred: true });
    expect(asked.filter((each) => each === 'GET x-a')).toHaveLength(3);
  });

  it('looks first at what is hidden on a store that is known to hide it', async () => {
    const names = ['authorization', 'x-a', 'x-b', 'x-c'];
    const whole = 'PUT authorization x-a x-b x-c';
    const hides = { hidesSignatures: true };
    const hidden = { PUT: PASSED, [whole]: [REFUSED, HIDDEN] };
    const passing = await search('PUT', names, hidden, 'answered', null, true, hides);
    expect(passing.cause).toMatchObject({ kind: 'passes', readable: 'without-headers' });
    expect(passing.asked).toEqual([whole, 'PUT', whole]);
    // Such a refusal counts: the whole need not be asked about again.
    const table = new Proxy({} as Record<string, Answer>, {
      get: (_, question: string) =>
        question.includes('x-c') ? REFUSED : question.includes('authorization') ? HIDDEN : PASSED,
    });
    const refused = await search('PUT', names, table, 'answered', null, true, hides);
    expect(refused.cause).toMatchObject({ conflicts: [['x-c']], isCertain: true });
  });

  it('takes a GET that is hidden at its word on a store that is known to hide it', async () => {
    const table = { GET: PASSED, 'GET authorization': { ...REFUSED, passed: null, mayBeHidden: true } };
    const first = { 'GET authorization x-a': { ...REFUSED, passed: null, mayBeHidden: true } };
    const ask = (more: Pick<Question, 'hidesSignatures'>) =>
      search(
        'GET',
        ['authorization', 'x-a'],
        { ...table, ...first, 'GET x-a': PASSED },
        'answered',
        null,
        false,
        more,
      );
    expect((await ask({})).asked).toContain('PUT authorization');
    const known = await ask({ hidesSignatures: true });
    expect(known.cause).toEqual({ kind: 'unknown', why: 'masked' });
    expect(known.asked).not.toContain('PUT authorization');
  });

  it('proves of three names that they are refused only together nowhere where not each was seen to pass alone', async () => {
    const isRefused = (names: readonly string[]) =>
      ['x-a', 'x-b', 'x-c'].every((name) => names.includes(name));
    const under = (seen: (names: readonly string[]) => boolean) =>
      new Proxy({} as Record<string, Answer>, {
        get: (_, question: string) => (seen(question.split(' ').slice(1)) ? REFUSED : PASSED),
      });
    const { cause, asked } = await search('PUT', ['x-a', 'x-b', 'x-c'], under(isRefused));
    expect(cause).toMatchObject({ conflicts: [['x-a', 'x-b', 'x-c']], isCertain: false });
    expect(asked).not.toEqual(expect.arrayContaining(['PUT x-a', 'PUT x-b', 'PUT x-c']));
    // A gateway that refuses one of them alone, too, goes by no rule.
    const alone = under((names) => isRefused(names) || names.join() === 'x-a');
    const gateway = (await search('PUT', ['x-a', 'x-b', 'x-c'], alone)).cause;
    expect(gateway).toMatchObject({ kind: 'headers', isCertain: false });
    // Nor is it proven beside a name that is refused by itself.
    const both = under((names) => isRefused(names) || names.includes('x-d'));
    const two = (await search('PUT', ['x-a', 'x-b', 'x-c', 'x-d'], both)).cause;
    expect(two).toMatchObject({ conflicts: [['x-d'], ['x-a', 'x-b', 'x-c']], isCertain: false });
    // Of two names each is asked about alone.
    const pair = under((names) => ['x-a', 'x-b'].every((name) => names.includes(name)));
    expect((await search('PUT', ['x-a', 'x-b'], pair)).cause).toMatchObject({ isCertain: true });
  });

  it('asks more often where an answer was seen to get lost', async () => {
    const names = ['x-a', 'x-b', 'x-c', 'x-d'];
    // x-d is refused. That x-a with x-b is, too, was an answer that got lost.
    let lost = 1;
    const table = new Proxy({} as Record<string, Answer>, {
      get: (_, question: string) => {
        if (question === 'PUT x-a x-b' && lost > 0) {
          lost -= 1;
          return REFUSED;
        }
        return question.includes('x-d') ? REFUSED : PASSED;
      },
    });
    const { cause, asked } = await search('PUT', names, table);
    expect(cause).toMatchObject({ conflicts: [['x-d']] });
    expect(asked.filter((each) => each === 'PUT x-d').length).toBeGreaterThan(3);
  });

  it('looks at each name where the half that was narrowed down to shows none', async () => {
    const names = ['x-a', 'x-b', 'x-c', 'x-d', 'x-e', 'x-f', 'x-g'];
    // x-a and x-b are refused together, x-g by itself.
    const answers = new Proxy({} as Record<string, Answer>, {
      get: (_, question: string) => {
        const [, ...subset] = question.split(' ');
        const isRefused = subset.includes('x-g') || (subset.includes('x-a') && subset.includes('x-b'));
        return isRefused ? REFUSED : PASSED;
      },
    });
    const { cause, asked } = await search('PUT', names, answers);
    expect(cause).toEqual({ kind: 'headers', conflicts: [['x-g'], ['x-a', 'x-b']], isCertain: true });
    expect(asked.length).toBeLessThanOrEqual(22);
  });

  it('does not blame a name that is refused only without another one, which no rules do', async () => {
    const answers = { PUT: PASSED, 'PUT x-a x-b': [REFUSED, HIDDEN], 'PUT x-b': PASSED };
    expect((await search('PUT', ['x-a', 'x-b'], answers)).cause.kind).not.toBe('headers');
  });

  it('asks twice what known rules say where it may be proven, else once, and searches where they are not borne out', async () => {
    const refuses = (members: string[]) =>
      ({ code: 'pre.header', conflicts: [{ kind: 'headers', members }] }) as const;
    const answers = { PUT: PASSED, 'PUT x-a': PASSED };
    const fits = await search('PUT', ['x-a', 'x-b'], answers, 'answered', refuses(['x-b']));
    expect(fits.cause).toEqual({ kind: 'headers', conflicts: [['x-b']], isCertain: true });
    // What passes does so once more behind them.
    expect(fits.asked).toEqual(['PUT x-a x-b', 'PUT x-a', 'PUT x-b', 'PUT x-a', 'PUT x-b']);
    // One answer that got lost is not what old rules say.
    const lost = { ...answers, 'PUT x-b': [REFUSED, PASSED] };
    const changed = await search('PUT', ['x-a', 'x-b'], lost, 'answered', refuses(['x-b']));
    expect(changed.cause).toMatchObject({ conflicts: [['x-a', 'x-b']] });
    const reading = { GET: PASSED, 'GET x-a': PASSED };
    const read = await search('GET', ['x-a', 'x-b'], reading, 'answered', refuses(['x-b']));
    expect(read.asked).toEqual(['GET x-a x-b', 'GET x-a', 'GET x-b']);
    const isOld = await search('PUT', ['x-a', 'x-b'], answers, 'answered', refuses(['x-a']));
    expect(isOld.cause).toEqual({ kind: 'headers', conflicts: [['x-b']], isCertain: true });
  });

  it('asks no more of what known rules say where nothing of it passes', async () => {
    const members = ['x-a', 'x-b', 'x-c', 'x-d', 'x-e', 'x-f', 'x-g', 'x-h', 'x-i'];
    const old = { code: 'pre.cross-rule', conflicts: [{ kind: 'headers', members }] } as const;
    const { cause, asked } = await search('PUT', members, {}, 'unreachable', old, true);
    expect(cause.kind).toBe('unreachable');
    // The whole, and twice what passes by these rules; what follows is asked where no rules are known, too.
    const without = ['PUT', ...members.slice(1)].join(' ');
    expect(asked.slice(0, 4)).toEqual([['PUT', ...members].join(' '), without, without, 'PUT']);
  });

  it('takes no hidden answer for the refusal that old rules speak of', async () => {
    const once = [REFUSED, HIDDEN];
    const answers = { 'PUT x-a': once, 'PUT x-b': once, 'PUT x-a x-b': once };
    const old = { code: 'pre.header', conflicts: [{ kind: 'headers', members: ['x-b'] }] } as const;
    const { cause, asked } = await search('PUT', ['x-a', 'x-b'], answers, 'answered', old, true);
    expect(cause).toMatchObject({ kind: 'passes', readable: 'no' });
    expect(asked.slice(0, 5)).toEqual(['PUT x-a x-b', 'PUT x-a', 'PUT x-a', 'PUT x-b', 'PUT x-a x-b']);
  });

  it('names authorization where the store answers to a made-up one, but not to this method', async () => {
    const refused: Answer = { passed: null, answer: null, mayBeHidden: true };
    const names = ['authorization', 'x-a'];
    const hidden = { GET: PASSED, 'GET authorization x-a': refused, 'GET authorization': refused };
    const told = await search('GET', names, { ...hidden, 'PUT authorization': PASSED });
    expect(told.cause).toMatchObject({ conflicts: [['authorization'], ['x-a']] });
    const untold = await search('GET', names, { ...hidden, 'PUT authorization': HIDDEN });
    expect(untold.cause).toMatchObject({ conflicts: [['x-a']] });
  });
});
