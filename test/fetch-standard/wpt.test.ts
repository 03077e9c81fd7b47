import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as sdk from '../../src/index.js';
import { exceptionFor } from '../../tools/oracle/exceptions.mjs';
import { wptCors } from '../../tools/oracle/read-wpt-cors.mjs';

const cases = wptCors.read(JSON.parse(readFileSync('test/oracles/wpt-cors.json', 'utf8')));
const held = cases.filter((entry) => exceptionFor(wptCors.shape, entry) === undefined);
const others = cases.filter((entry) => !held.includes(entry));

describe('the standard, the default and each engine, by web-platform-tests', () => {
  it.each(held.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
    expect(entry.run(sdk)).toEqual([]);
  });

  it('has one case that does not hold, and all the others', () => {
    expect(others.map(({ id }) => id)).toEqual(['safelist-last-event-id-1']);
    expect(others[0]?.run(sdk).length).toBeGreaterThan(0);
    expect(held).toHaveLength(245);
  });
});
