import { describe, expect, it } from 'vitest';
import { runAccuracyCommand } from '../../tools/accuracy/run-accuracy.mjs';

const here = { path: '', version: '1.2' };

async function run(words: readonly string[], { found = here as object, failed = 0 } = {}) {
  const lines: string[] = [];
  const errors: string[] = [];
  const played: object[] = [];
  let [built, closed] = [0, 0];
  const code = await runAccuracyCommand(words, {
    prepare: async () => found,
    build: async () => {
      built += 1;
    },
    load: async () => ({
      module: {
        runAccuracy: async ({ print: _, ...options }: { readonly print: unknown }) => {
          played.push(options);
          return { failed };
        },
      },
      close: async () => {
        closed += 1;
      },
    }),
    print: (text) => lines.push(text),
    printError: (text) => errors.push(text),
  });
  return { code, lines, errors, played, built, closed };
}

describe('npm run accuracy', () => {
  it.each([
    [[], 'Name an engine (--engine chromium).'],
    [['--engine', 'opera'], '--engine must be one of chromium, firefox, webkit, simulated; it is "opera".'],
    [['--engine', 'webkit', '--server', 's3'], '--server must be one of local, ceph; it is "s3".'],
    [
      ['--engine', 'webkit', '--kind', 'odd'],
      '--kind must be one of rules, conflict, masked, hidden, whim, flaky, fault; it is "odd".',
    ],
    [['--engine', 'webkit', '--cases', '0'], '--cases must be a whole number above 0; it is "0".'],
    [['--engine', 'webkit', '--only', 'x'], '--only must be a whole number; it is "x".'],
    [['--engine', 'webkit', '--seed', '-1'], 'seed'],
    [['--fast'], '--fast'],
  ])('says what is wrong with %j, and plays nothing', async (words, said) => {
    const { code, lines, errors, played, built } = await run(words);
    expect({ code, lines, played, built }).toEqual({ code: 2, lines: [], played: [], built: 0 });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(said);
  });

  it('prints how it is used', async () => {
    const { code, lines, played } = await run(['--help']);
    expect({ code, played }).toEqual({ code: 0, played: [] });
    expect(lines.join()).toContain('npm run accuracy -- --engine chromium|firefox|webkit');
  });

  it('says what is missing', async () => {
    const { code, errors } = await run(['--engine', 'firefox'], { found: { missing: 'a part' } });
    expect({ code, errors }).toEqual({ code: 2, errors: ['Nothing was played: a part'] });
  });

  it('needs no browser and no build for a simulated one', async () => {
    const words = ['--engine', 'simulated', '--kind', 'flaky', '--seed', '5'];
    const { code, lines, played, built } = await run(words, { found: { missing: 'a part' } });
    expect({ code, built }).toEqual({ code: 0, built: 0 });
    expect(lines).toEqual(['those of kind flaky among 300 cases of seed 5']);
    expect(played).toMatchObject([{ engine: 'simulated', kind: 'flaky', cases: 300, seed: 5 }]);
  });

  it('plays what it is told, with what was built just now', async () => {
    const words = ['--engine', 'firefox', '--server', 'ceph', '--cases', '20', '--seed', '5', '--only', '7'];
    const { code, lines, played, built, closed } = await run(words);
    expect(played).toEqual([{ engine: 'firefox', server: 'ceph', cases: 20, seed: 5, only: 7 }]);
    expect(lines).toEqual(['Firefox 1.2', 'Ceph 1.2', 'case 7 of seed 5']);
    expect({ code, built, closed }).toEqual({ code: 0, built: 1, closed: 1 });
    expect((await run(words, { failed: 1 })).code).toBe(1);
  });
});
