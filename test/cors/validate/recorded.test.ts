import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validateCors } from '../../../src/cors/validate-cors.js';
import { aws } from '../../../src/stores/aws.js';
import { readPosted } from '../posted/read-posted.js';

interface Recorded {
  readonly configurationCases: readonly {
    readonly id: string;
    readonly action: string;
    readonly input?: unknown;
    readonly expected: { readonly status: number };
  }[];
  readonly corsConfigurations: Readonly<Record<string, unknown>>;
}

const recorded = JSON.parse(readFileSync('test/oracles/s3-cors.json', 'utf8')) as Recorded;
const isRefused = (configuration: unknown): boolean => {
  const rules = readPosted(JSON.stringify(configuration), 's3-json');
  return validateCors(rules, aws).some(({ effect }) => effect === 'refused');
};

describe('what validateCors calls refused on Amazon S3', () => {
  const puts = recorded.configurationCases.filter(({ input }) => Array.isArray(input));

  it.each(puts)('is so in $id', ({ input, expected }) => {
    expect(isRefused(input)).toBe(expected.status === 400);
  });

  it('is in no configuration that was taken', () => {
    const taken = Object.entries(recorded.corsConfigurations);
    expect([taken.length, puts.length]).toEqual([18, 13]);
    for (const [name, configuration] of taken) {
      expect([name, isRefused(configuration)]).toEqual([name, false]);
    }
  });
});
