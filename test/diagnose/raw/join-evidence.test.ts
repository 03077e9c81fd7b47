import { describe, expect, it } from 'vitest';
import { joinEvidence } from '../../../src/diagnose/raw/join-evidence.js';
import type { Diagnosis, RawFinding } from '../../../src/model/diagnosis.js';
import { diagnosisOf } from '../../explain/diagnosis-of.js';

const evidence = (via: Diagnosis['evidence'][number]['via']) =>
  [{ kind: 'preflight', method: 'PUT', headers: [], passed: false, via }] as const;
const refused = diagnosisOf('pre.method', { evidence: evidence('raw') });
const allowed = diagnosisOf('ok.allowed', { stage: 'none' });
/** An answer that lists other things: of a store, or of nobody who is known. */
const answeredBy = (who: RawFinding['answeredBy']): RawFinding => ({
  ...{ status: 200, refusal: 'header-not-allowed', value: 'x-amz-meta-a', serviceCode: '', kind: 'other' },
  ...{ server: '', answeredBy: who, elsewhere: '', failure: '', allowedOrigin: '' },
});

describe('joinEvidence', () => {
  it('keeps what both saw', () => {
    const page = diagnosisOf('pre.all-refused', { confidence: 'strong', evidence: evidence('error') });
    const joined = joinEvidence(page, refused);
    expect(joined).toMatchObject({ code: 'pre.method', confidence: 'proof', undecided: null });
    expect(joined.evidence.map(({ via }) => via)).toEqual(['error', 'raw']);
  });

  it.each([
    ['the page saw it pass', allowed, refused, ['pre.waf', 'ok.allowed']],
    ['the terminal saw it pass', refused, allowed, ['pre.waf', 'env.blocker', 'pre.method']],
    [
      'nobody answered the page',
      diagnosisOf('net.unreachable', { stage: 'network' }),
      refused,
      ['pre.waf', 'net.unreachable'],
    ],
  ] as const)('proves nothing where %s and the other did not', (_, page, raw, candidates) => {
    const joined = joinEvidence(page, raw);
    expect(joined).toMatchObject({ code: raw.code, confidence: 'strong', undecided: { candidates } });
    expect(joined.notes).toEqual([{ code: 'pre.propagation', value: '' }]);
  });

  it('takes what looks refused to the page for sent on, where that is open and a terminal saw the preflight pass', () => {
    const undecided = {
      candidates: ['act.redirect', 'pre.shadowed', 'act.no-acao'],
      command: 'curl',
    } as const;
    const conflicts = [{ kind: 'method' as const, members: ['PUT'] }];
    const page = diagnosisOf('pre.method', { confidence: 'strong', conflicts, undecided });
    const joined = joinEvidence(page, { ...allowed, raw: answeredBy('store') });
    expect(joined).toMatchObject({
      ...{
        code: 'act.redirect',
        stage: 'response',
        confidence: 'strong',
        conflicts: [],
        repairs: [],
        notes: [],
      },
      raw: answeredBy('store'),
    });
    expect(joined.undecided?.candidates).toEqual([
      'pre.method',
      'pre.waf',
      'env.blocker',
      'act.no-acao',
      'ok.allowed',
    ]);
    // Another preflight would only pass again.
    expect(joined.undecided?.command).not.toContain('OPTIONS');
    expect(joinEvidence({ ...page, confidence: 'proof' }, allowed).code).toBe('ok.allowed');
  });

  it('leaves open what the page left open of its answer, where a terminal saw the preflight pass', () => {
    const undecided = { candidates: ['act.no-acao', 'pre.shadowed'], command: 'curl' } as const;
    const page = diagnosisOf('pre.method', { confidence: 'strong', undecided });
    expect(joinEvidence(page, allowed).undecided?.candidates).toEqual([
      'pre.waf',
      'env.blocker',
      'pre.method',
      'act.no-acao',
    ]);
  });

  it('asks no more for a preflight that passed for both', () => {
    const open = (command: string, ...candidates: Diagnosis['code'][]) =>
      ({ ...allowed, confidence: 'strong', undecided: { candidates, command } }) as const;
    const page = open('curl -X OPTIONS', 'net.reset-upload', 'act.error-without-cors');
    expect(
      joinEvidence(page, open('curl', 'act.redirect', 'act.error-without-cors')).undecided,
    ).toMatchObject({
      ...{ candidates: ['net.reset-upload', 'act.error-without-cors', 'act.redirect'], command: 'curl' },
    });
    expect(joinEvidence(page, allowed).undecided).toMatchObject(page.undecided);
  });

  it('proves no request of the page by one that passes in a terminal alone', () => {
    const undecided = { candidates: ['net.unreachable', 'pre.origin'], command: 'curl' } as const;
    const page = diagnosisOf('undecided', { confidence: 'weak', undecided });
    expect(joinEvidence(page, allowed)).toMatchObject({
      code: 'ok.allowed',
      confidence: 'strong',
      undecided,
    });
  });

  it('believes the page where the terminal has no network, and what only a page sees', () => {
    const gone = diagnosisOf('net.unreachable', { stage: 'network' });
    expect(joinEvidence(refused, gone).code).toBe('pre.method');
    const forbidden = diagnosisOf('env.csp', { stage: 'local' });
    expect(joinEvidence(forbidden, refused).code).toBe('env.csp');
    const hidden = diagnosisOf('act.error-without-cors', { stage: 'response' });
    expect(joinEvidence(hidden, allowed).code).toBe('act.error-without-cors');
  });

  it('believes the page of its cookies, where the store lets the rest through', () => {
    const page = diagnosisOf('pre.cred-wildcard', { confidence: 'strong' });
    expect(joinEvidence(page, allowed)).toMatchObject({ code: 'pre.cred-wildcard', confidence: 'strong' });
    expect(joinEvidence(page, refused).code).toBe('pre.method');
  });

  it('proves nothing of cookies where a terminal that asked as with them was let through', () => {
    const page = diagnosisOf('pre.cred-wildcard', { confidence: 'strong' });
    const [seen] = evidence('raw');
    const raw = { ...allowed, evidence: [{ ...seen, kind: 'cookies', passed: true } as const] };
    const joined = joinEvidence(page, raw);
    expect(joined).toMatchObject({ code: 'ok.allowed', confidence: 'strong' });
    expect(joined.undecided?.candidates).toContain('pre.cred-wildcard');
    expect(joined.notes).toEqual([{ code: 'pre.propagation', value: '' }]);
  });

  it('knows that what is refused for its cookies alone passes without them, also where it is sent unasked', () => {
    const page = diagnosisOf('pre.cred-missing', { stage: 'response', confidence: 'strong' });
    const readable = diagnosisOf('act.readable-error', { stage: 'response' });
    expect(joinEvidence(page, readable)).toMatchObject({ code: 'pre.cred-missing', notes: [] });
    expect(joinEvidence(page, refused).notes).toEqual([{ code: 'pre.propagation', value: '' }]);
    const undecided = { candidates: ['pre.cred-missing', 'pre.cred-wildcard'], command: 'curl' } as const;
    const wildcard = diagnosisOf('pre.cred-wildcard');
    expect(joinEvidence({ ...page, undecided }, wildcard)).toMatchObject({
      ...{ code: 'pre.cred-wildcard', confidence: 'proof', notes: [] },
    });
  });

  it('believes the page of the signature in its URL, where the store lets the rest through', () => {
    const page = diagnosisOf('pre.auth-query');
    const joined = joinEvidence(page, allowed);
    expect(joined).toMatchObject({ code: 'pre.auth-query', confidence: 'proof', undecided: null, notes: [] });
    expect(joinEvidence(page, refused).code).toBe('pre.method');
  });

  it('takes a refusal for what makes an old permission of one that the page used', () => {
    const page = diagnosisOf('act.stale-preflight', { stage: 'response', confidence: 'strong' });
    const conflicts = [{ kind: 'method' as const, members: ['PUT'] }];
    const joined = joinEvidence(page, { ...refused, conflicts });
    expect(joined).toMatchObject({ code: 'act.stale-preflight', stage: 'response', conflicts });
    expect(joined.notes).toEqual([]);
  });

  it('is as sure as the surer of two that agree', () => {
    expect(joinEvidence(refused, { ...refused, confidence: 'strong' }).confidence).toBe('proof');
    const broken = diagnosisOf('pre.reset', { confidence: 'weak' });
    expect(joinEvidence({ ...broken, confidence: 'strong' }, broken).confidence).toBe('strong');
  });

  it('agrees on what is sent unasked, which a page is refused at the answer and a terminal at a preflight', () => {
    const page = { ...refused, stage: 'response' as const, confidence: 'strong' as const };
    expect(joinEvidence(page, refused)).toMatchObject({
      ...{ code: 'pre.method', confidence: 'proof', undecided: null, notes: [] },
    });
    const all = diagnosisOf('pre.all-refused', { stage: 'response', confidence: 'strong' });
    expect(joinEvidence(all, refused)).toMatchObject({ code: 'pre.method', confidence: 'proof', notes: [] });
    const joined = joinEvidence(page, allowed);
    expect(joined).toMatchObject({ code: 'ok.allowed', confidence: 'strong' });
    expect(joined.undecided?.candidates).toContain('pre.method');
    expect(joined.notes).toEqual([{ code: 'pre.propagation', value: '' }]);
  });

  it('takes nothing for a contradiction that the page left open', () => {
    const undecided = { candidates: ['net.unreachable', 'act.redirect'], command: 'curl' } as const;
    const page = diagnosisOf('net.unreachable', { stage: 'network', confidence: 'strong', undecided });
    const raw = diagnosisOf('act.redirect', { stage: 'response' });
    expect(joinEvidence(page, raw)).toMatchObject({ code: 'act.redirect', confidence: 'proof', notes: [] });
  });

  it('leaves open in a contradiction what the answers leave open', () => {
    const undecided = { candidates: ['pre.shadowed'], command: 'curl' } as const;
    const joined = joinEvidence(allowed, { ...refused, confidence: 'strong', undecided });
    expect(joined.undecided?.candidates).toEqual(['pre.waf', 'ok.allowed', 'pre.shadowed']);
  });

  it('closes by what the page has proven all but who answers', () => {
    const conflicts = [{ kind: 'headers' as const, members: ['x-amz-meta-a'] }];
    const page = diagnosisOf('pre.header', { conflicts });
    const undecided = { candidates: ['pre.waf'], command: 'curl' } as const;
    const raw = diagnosisOf('pre.header', { confidence: 'strong', undecided });
    expect(joinEvidence(page, { ...raw, raw: answeredBy('store') })).toMatchObject({
      ...{ code: 'pre.header', confidence: 'proof', conflicts, undecided: null },
    });
    expect(joinEvidence(page, { ...raw, raw: answeredBy('other') })).toMatchObject({
      ...{ code: 'pre.header', confidence: 'strong', undecided },
    });
  });

  it('closes nothing of a refusal that has no name', () => {
    const undecided = { candidates: ['pre.no-config', 'pre.origin'], command: 'curl' } as const;
    const page = diagnosisOf('pre.all-refused', { undecided });
    const raw = { ...page, confidence: 'strong' as const, raw: answeredBy('store') };
    expect(joinEvidence(page, raw)).toMatchObject({ confidence: 'proof', undecided });
  });

  it('keeps what the page saw with its credentials, where both let it through', () => {
    const page = diagnosisOf('ok.allowed', { stage: 'none', signatureChecked: true });
    const undecided = { candidates: ['act.error-without-cors'], command: 'curl' } as const;
    const joined = joinEvidence(page, { ...allowed, confidence: 'strong', undecided });
    expect(joined).toMatchObject({ confidence: 'proof', signatureChecked: true, undecided: null });
  });

  it('keeps the name that the page has for a refusal whose answers name none', () => {
    const rules = [{ allowedOrigins: ['https://b.example'], allowedMethods: ['PUT'] }];
    const page = diagnosisOf('pre.origin', { confidence: 'strong', rules });
    const undecided = { candidates: ['pre.no-config', 'pre.origin'], command: 'curl' } as const;
    const raw = diagnosisOf('pre.all-refused', { confidence: 'strong', undecided, raw: answeredBy('store') });
    expect(joinEvidence(page, raw)).toMatchObject({ code: 'pre.origin', rules, raw: raw.raw });
    const other = { ...raw, undecided: { ...undecided, candidates: ['pre.bucket'] as const } };
    expect(joinEvidence(page, other).code).toBe('pre.all-refused');
  });
});
