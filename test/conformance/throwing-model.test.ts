import { expect, it, vi } from 'vitest';
import { runConformance } from '../../tools/conformance/run-conformance.mjs';
import { chromiumPath, describeWithChromium } from '../support/needs.js';
import type { expectExchange } from './check/expect-exchange.js';

vi.mock('./check/expect-exchange.js', async (importActual) => {
  const actual = await importActual<{ readonly expectExchange: typeof expectExchange }>();
  const throwing: typeof expectExchange = (script, ...rest) => {
    if (script.index === 1) throw new RangeError('of the second case');
    return actual.expectExchange(script, ...rest);
  };
  return { expectExchange: throwing };
});

describeWithChromium('a conformance run in which the SDK throws', () => {
  it('counts and shows that as a disagreement, plays on, and ends with 1', async () => {
    const lines: string[] = [];
    const code = await runConformance(['--engine', 'chromium', '--cases', '4', '--seed', '5'], {
      prepare: async () => ({ path: chromiumPath, version: '1' }),
      load: async () => ({ module: await import('./run.js'), close: async () => {} }),
      print: (text) => lines.push(text),
      printError: (text) => lines.push(text),
    });
    expect(code).toBe(1);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^case 1 of seed 5: throws\n {2}RangeError: of the second case\n/);
    expect(lines[2]).toBe('agreed 3 of 4');
  });
});
