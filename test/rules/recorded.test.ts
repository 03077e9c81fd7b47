import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { evaluateRules } from '../../src/rules/evaluate-rules.js';
import { aws as awsStore } from '../../src/stores/aws.js';
import { ceph as cephStore } from '../../src/stores/ceph.js';

interface AwsCase {
  readonly id: string;
  readonly rules: readonly CorsRule[];
  readonly method: string;
  readonly origin: string | null;
  readonly askedMethod?: string;
  readonly askedHeaders?: string;
  readonly status: number;
  readonly corsHeaders?: Readonly<Record<string, string>>;
  readonly code?: string;
  readonly message?: string;
}

interface CephCase {
  readonly id: string;
  readonly rules: readonly CorsRule[];
  readonly method: string;
  readonly names: readonly string[];
  readonly answers: string;
}

const aws = JSON.parse(readFileSync('test/oracles/aws-cors.json', 'utf8')) as { cases: readonly AwsCase[] };
const ceph = JSON.parse(readFileSync('test/oracles/ceph-cors.json', 'utf8')) as {
  origin: string;
  cases: readonly CephCase[];
};

describe('evaluateRules answers as Amazon S3 did', () => {
  it.each(aws.cases.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
    const { origin, method, askedMethod = null, askedHeaders } = entry;
    const request =
      method === 'OPTIONS'
        ? ({
            kind: 'preflight',
            origin,
            method: askedMethod,
            headers: askedHeaders?.split(/, ?/) ?? [],
          } as const)
        : ({ kind: 'actual', origin, method } as const);
    const { allowed, response, refusal } = evaluateRules(entry.rules, awsStore, request);
    expect(response.status).toBe(entry.status);
    const headers = Object.fromEntries(response.headers.map(([name, value]) => [name.toLowerCase(), value]));
    if (entry.corsHeaders !== undefined) {
      expect(headers).toEqual(entry.corsHeaders);
      expect(allowed).toBe('access-control-allow-origin' in entry.corsHeaders);
    }
    expect([refusal?.code, refusal?.message]).toEqual([entry.code, entry.message]);
  });
});

describe('evaluateRules answers as Ceph did', () => {
  it.each(ceph.cases.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
    const subsets = Array.from({ length: 2 ** entry.names.length }, (_unused, bits) =>
      entry.names.filter((_name, place) => (bits >> place) % 2 === 1),
    );
    const evaluations = subsets.map((headers) =>
      evaluateRules(entry.rules, cephStore, {
        kind: 'preflight',
        origin: ceph.origin,
        method: entry.method,
        headers,
      }),
    );
    expect(evaluations.map(({ allowed }) => (allowed ? '1' : '0')).join('')).toBe(entry.answers);
    expect(evaluations.map(({ response }) => (response.status === 200 ? '1' : '0')).join('')).toBe(
      entry.answers,
    );
    expect(evaluations.map(({ refusal }) => (refusal === null ? '1' : '0')).join('')).toBe(entry.answers);
  });

  it('which another choice of the rule does not explain', () => {
    const other = { ruleSemantics: { ...cephStore.ruleSemantics, selection: 'first-match-of-all' as const } };
    const differs = ceph.cases.filter(({ rules, method, names, answers }) => {
      const whole = { kind: 'preflight', origin: ceph.origin, method, headers: names } as const;
      return evaluateRules(rules, other, whole).allowed !== answers.endsWith('1');
    });
    expect(differs.length).toBeGreaterThan(0);
  });
});
