import { describe, expect, it } from 'vitest';
import { runConformance } from '../../tools/conformance/run-conformance.mjs';

async function run(words: readonly string[], { found = { missing: 'a part' } as object, agreed = 0 } = {}) {
  const lines: string[] = [];
  const errors: string[] = [];
  const played: object[] = [];
  let closed = 0;
  const play = async (options: { readonly cases: number; readonly print: (text: string) => void }) => {
    const { print: _, ...rest } = options;
    played.push(rest);
    return { agreed, total: options.cases };
  };
  const code = await runConformance(words, {
    prepare: async () => found,
    load: async () => ({
      module: { runEngineConformance: play, runCephConformance: play },
      close: async () => {
        closed += 1;
      },
    }),
    print: (text) => lines.push(text),
    printError: (text) => errors.push(text),
  });
  return { code, lines, errors, played, closed };
}

const here = { path: '', version: '1.2' };

describe('npm run conformance', () => {
  it.each([
    [[], 'Name either an engine'],
    [['--engine', 'chromium', '--store', 'ceph'], 'Name either an engine'],
    [['--engine', 'opera'], '--engine must be one of chromium, firefox, webkit; it is "opera".'],
    [['--store', 'minio'], '--store must be one of ceph; it is "minio".'],
    [['--engine', 'webkit', '--cases', '0'], '--cases must be a whole number above 0; it is "0".'],
    [['--engine', 'webkit', '--cases', '1e3'], '--cases must be a whole number above 0; it is "1e3".'],
    [['--engine', 'webkit', '--seed', '-1'], 'seed'],
    [['--engine', 'webkit', '--from', 'x'], '--from must be a whole number; it is "x".'],
    [['--store', 'ceph', '--from', '1'], '--from is for engines only.'],
    [['--fast'], '--fast'],
    [['chromium'], 'chromium'],
    [['--engine'], 'engine'],
  ])('says what is wrong with %j, and runs nothing', async (words, said) => {
    const { code, lines, errors, played } = await run(words, { found: here });
    expect({ code, lines, played }).toEqual({ code: 2, lines: [], played: [] });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(said);
  });

  it('prints how it is used', async () => {
    const { code, lines, played } = await run(['--help', '--engine', 'opera']);
    expect({ code, played }).toEqual({ code: 0, played: [] });
    expect(lines.join()).toContain('npm run conformance -- --engine chromium|firefox|webkit');
  });

  it('says what is missing', async () => {
    const { code, errors } = await run(['--engine', 'firefox']);
    expect({ code, errors }).toEqual({ code: 2, errors: ['Nothing was compared: a part'] });
  });

  it.each([
    ['--engine', 'chromium', { engine: 'chromium', from: 3 }, 'Chromium'],
    ['--engine', 'firefox', { engine: 'firefox', from: 3 }, 'Firefox'],
    ['--engine', 'webkit', { engine: 'webkit', from: 3 }, 'WebKitGTK'],
    ['--store', 'ceph', { from: 0 }, 'Ceph'],
  ])('plays with %s %s', async (option, name, options, title) => {
    const words = [
      option,
      name,
      '--cases',
      '20',
      '--seed',
      '5',
      ...('engine' in options ? ['--from', '3'] : []),
    ];
    const { code, lines, played, closed } = await run(words, { found: here, agreed: 20 });
    expect(played).toEqual([{ cases: 20, seed: 5, ...options }]);
    expect(lines).toEqual([`${title} 1.2: 20 cases of seed 5`]);
    expect({ code, closed }).toEqual({ code: 0, closed: 1 });
    expect((await run(words, { found: here, agreed: 19 })).code).toBe(1);
  });

  it('takes a new seed each time, and says which', async () => {
    const [first, second] = [
      await run(['--engine', 'webkit'], { found: here }),
      await run(['--engine', 'webkit'], { found: here }),
    ];
    expect(first.lines[0]).toMatch(/^WebKitGTK 1\.2: 300 cases of seed \d+$/);
    expect(first.lines).not.toEqual(second.lines);
  });
});
