import { describe, expect, it } from 'vitest';
import { joinEvidence } from '../../../src/diagnose/raw/join-evidence.js';
import type { Diagnosis } from '../../../src/model/diagnosis.js';
import { diagnosisOf } from '../../explain/diagnosis-of.js';

const evidence = (via: Diagnosis['evidence'][number]['via']) =>
  [{ kind: 'preflight', method: 'PUT', headers: [], passed: false, via }] as const;
const refused = diagnosisOf('pre.method', { evidence: evidence('raw') });
const allowed = diagnosisOf('ok.allowed', { stage: 'none' });

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
  });
});
