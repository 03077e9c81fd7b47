import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as sdk from '../../src/index.js';
import { EXCEPTIONS, exceptionFor } from '../../tools/oracle/exceptions.mjs';
import { cephMatrix } from '../../tools/oracle/read-ceph-matrix.mjs';
import { s3Cors } from '../../tools/oracle/read-s3-cors.mjs';

const s3 = s3Cors.read(JSON.parse(readFileSync('test/oracles/s3-cors.json', 'utf8')));
const held = s3.filter((entry) => exceptionFor(s3Cors.shape, entry) === undefined);
const others = s3.filter((entry) => !held.includes(entry));
const matrix = cephMatrix.read(JSON.parse(readFileSync('test/oracles/ceph-cors.json', 'utf8')));

describe('evaluateRules answers as Amazon S3 did, and the stores that are tested like it', () => {
  it.each(held.map((entry) => [entry.id, entry] as const))('%s', async (_, entry) => {
    expect(await entry.run(sdk)).toEqual([]);
  });

  it.each(others.map((entry) => [entry.id, entry] as const))('but not %s', async (_, entry) => {
    expect(await entry.run(sdk)).not.toEqual([]);
  });

  it('has few exceptions, each of which is needed', () => {
    expect([held.length, others.length]).toEqual([128, 6]);
    for (const exception of EXCEPTIONS.filter(({ shape }) => shape === s3Cors.shape))
      expect(others.some((entry) => exception.holds(entry))).toBe(true);
  });
});

describe('evaluateRules answers as Ceph did', () => {
  it.each(matrix.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
    expect(entry.run(sdk)).toEqual([]);
  });

  it('which another choice of the rule does not explain', () => {
    const other = { ruleSemantics: { ...sdk.ceph.ruleSemantics, selection: 'first-match-of-all' as const } };
    expect(matrix.filter((entry) => entry.run({ ...sdk, ceph: other }).length > 0)).not.toEqual([]);
  });
});
