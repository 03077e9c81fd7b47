import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apiReports } from '../../tools/api-reports.mjs';

describe('the public face', () => {
  it('is what was reviewed, and says so of each entry', { timeout: 120_000 }, () => {
    const { reports, complaints } = apiReports();
    expect(complaints).toEqual([]);
    const how = 'run `npm run build` and `npm run api`, and have what changed in api/ reviewed';
    expect(readdirSync('api').sort(), how).toEqual([...reports.keys()].sort());
    for (const [file, report] of reports)
      expect(report, `api/${file} differs: ${how}`).toBe(readFileSync(`api/${file}`, 'utf8'));
  });

  // Typedoc, in reference.test.ts, would also want docstrings on the members of unions, which one docstring tells of at once.
  it.each(readdirSync('api'))('has a docstring for every property and method in %s', (file) => {
    const report = readFileSync(`api/${file}`, 'utf8');
    // Above the line of what has none.
    const without = [...report.matchAll(/^ *\/\/ \(undocumented\)\n *(.+)$/gm)].map(([, member]) => member);
    expect(without).toEqual([]);
  });
});
