import { beforeAll, describe, expect, it } from 'vitest';
import { editWarning } from '../../demo/edit-warning.js';
import { setLanguage } from '../../demo/texts.js';
import type { AskedRequest } from '../../src/cors/is-allowed-by-rules.js';
import { repairRules } from '../../src/cors/repair-rules.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { s3 } from '../../src/stores/s3.js';

beforeAll(() => setLanguage('en'));

const PAGE = 'https://app.example';
const EVERYONE = 'Everyone whom this rule covers gets what is new, not only this page.';
const THIS_ORIGIN = 'This origin also gets everything else that rule 1 allows.';

/** The warning beside the smallest edit that the SDK finds. */
function warningFor(rules: readonly CorsRule[], asked: AskedRequest): string {
  const edit = repairRules(rules, s3, asked).repairs.find(({ kind }) => kind === 'smallest-edit');
  if (edit === undefined) throw new Error('no edit');
  return editWarning(rules, edit);
}

describe('editWarning', () => {
  it('says who else gets a new header or method', () => {
    const rules = [{ allowedOrigins: [PAGE, 'https://b.example'], allowedMethods: ['PUT'] }];
    expect(warningFor(rules, { origin: PAGE, method: 'PUT', headers: ['x-a'] })).toBe(EVERYONE);
    expect(warningFor(rules, { origin: PAGE, method: 'GET', headers: [] })).toBe(EVERYONE);
  });

  it('says what else a new origin gets', () => {
    const rules = [
      {
        allowedOrigins: ['https://b.example'],
        allowedMethods: ['PUT', 'DELETE'],
        allowedHeaders: ['x-a', 'x-b'],
      },
    ];
    expect(warningFor(rules, { origin: PAGE, method: 'PUT', headers: ['x-a'] })).toBe(THIS_ORIGIN);
  });

  it('says both where both are so', () => {
    const rules = [{ allowedOrigins: ['https://b.example'], allowedMethods: ['PUT'] }];
    expect(warningFor(rules, { origin: PAGE, method: 'PUT', headers: ['x-a'] })).toBe(
      `${THIS_ORIGIN} ${EVERYONE}`,
    );
  });
});
