import { expect, it } from 'vitest';
import { describeWithCeph } from '../../support/needs.js';
import { runCephConformance } from './run.js';

const SEED = 20_261_121;

describeWithCeph('evaluateRules says what Ceph answers', () => {
  it(`to 200 random requests, seed ${SEED}`, async () => {
    const lines: string[] = [];
    const { agreed, total } = await runCephConformance({
      cases: 200,
      seed: SEED,
      print: (line) => lines.push(line),
    });
    expect(lines).toEqual(['agreed 200 of 200']);
    expect({ agreed, total }).toEqual({ agreed: 200, total: 200 });
  });
});
