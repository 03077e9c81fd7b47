import { describe, expect, it } from 'vitest';
import { SEVERITIES } from '../../../src/cors/validate/severities.js';
import { validateCors } from '../../../src/cors/validate-cors.js';
import { EXAMPLES, GOOD } from './examples.js';
import { issuesPage } from './issues-page.js';

describe('validateCors', () => {
  it.each(Object.entries(EXAMPLES))('finds %s, and nothing else', (code, { given, store, wanted }) => {
    const issues = validateCors(given as never, store, wanted);
    expect(issues.map((issue) => issue.code)).toEqual([code]);
  });

  it('has nothing against a rule with which nothing is wrong', () => {
    const { store: exception } = EXAMPLES['cors.rules.not-per-bucket'];
    const stores = Object.values(EXAMPLES).map(({ store }) => store);
    for (const store of stores.filter((one) => one !== exception)) {
      expect(validateCors([GOOD], store)).toEqual([]);
    }
  });

  it('has every code, its severity and its example in docs/cors-issues.md', async () => {
    expect(Object.keys(EXAMPLES)).toEqual(Object.keys(SEVERITIES));
    await expect(issuesPage()).toMatchFileSnapshot('../../../docs/cors-issues.md');
  });
});
