import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCorsDocument } from '../../../src/cors/read-cors-document.js';
import { validateCors } from '../../../src/cors/validate-cors.js';
import { aws } from '../../../src/stores/aws.js';

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
const isRefused = async (written: unknown): Promise<boolean> => {
  const { configuration } = await readCorsDocument(JSON.stringify(written));
  return validateCors(configuration, aws).some(({ effect }) => effect === 'refused');
};

describe('what validateCors calls refused on Amazon S3', () => {
  const puts = recorded.configurationCases.filter(({ input }) => Array.isArray(input));

  it.each(puts)('is so in $id', async ({ input, expected }) => {
    expect(await isRefused(input)).toBe(expected.status === 400);
  });

  it('is in no configuration that was taken', async () => {
    const taken = Object.entries(recorded.corsConfigurations);
    expect([taken.length, puts.length]).toEqual([18, 13]);
    for (const [name, configuration] of taken) {
      expect([name, await isRefused(configuration)]).toEqual([name, false]);
    }
  });
});
