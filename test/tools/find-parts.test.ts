import { afterEach, describe, expect, it, vi } from 'vitest';
import { findParts, type Part } from '../../tools/find-parts.mjs';

/** A machine on which nothing is, until it is installed. */
function machine(installs: (packages: readonly string[]) => string | undefined = () => undefined) {
  const present = new Set<string>();
  const calls: (readonly string[])[] = [];
  const install = async (packages: readonly string[]): Promise<string | undefined> => {
    calls.push(packages);
    const problem = installs(packages);
    if (problem === undefined) for (const name of packages) present.add(name);
    return problem;
  };
  const part = (title: string, more: Partial<Part> = {}): Part => ({
    title,
    look: async () => (present.has(title) ? { path: title } : undefined),
    advice: () => `${title}: install it`,
    packages: [title],
    isPackagedFor: () => true,
    ...more,
  });
  return { present, calls, part, options: { mayInstall: true, install, flavourOf: () => 'debian' } };
}

describe('findParts()', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('answers what is there, in order, and installs nothing then', async () => {
    const { present, calls, part, options } = machine();
    present.add('a').add('b');
    expect(await findParts([part('b'), part('a')], options)).toEqual([{ path: 'b' }, { path: 'a' }]);
    expect(calls).toEqual([]);
  });

  it('installs everything that is missing in one call', async () => {
    const { present, calls, part, options } = machine();
    present.add('b');
    const parts = ['a', 'b', 'c'].map((title) => part(title));
    expect(await findParts(parts, options)).toEqual([{ path: 'a' }, { path: 'b' }, { path: 'c' }]);
    expect(calls).toEqual([['a', 'c']]);
  });

  it('installs one by one where one package is unknown, so that the others are there', async () => {
    const { calls, part, options } = machine((packages) =>
      packages.includes('b') ? 'E: Unable to locate package b' : undefined,
    );
    expect(await findParts([part('a'), part('b')], options)).toEqual([
      { path: 'a' },
      { missing: 'b: install it (E: Unable to locate package b)' },
    ]);
    expect(calls).toEqual([['a', 'b'], ['a'], ['b']]);
  });

  it('tries once where nothing can be installed', async () => {
    const { calls, part, options } = machine(() => 'apt-get needs root');
    const line = 'install it (apt-get needs root)';
    const found = await findParts([part('a'), part('b')], options);
    expect(found).toEqual([{ missing: `a: ${line}` }, { missing: `b: ${line}` }]);
    expect(calls).toHaveLength(1);
  });

  it('installs nothing where it may not, or where packages do not fit', async () => {
    const { calls, part, options } = machine();
    const missing = [{ missing: 'a: install it' }];
    expect(await findParts([part('a')], { ...options, mayInstall: false })).toEqual(missing);
    expect(await findParts([part('a')], { ...options, flavourOf: () => undefined })).toEqual(missing);
    const only = part('a', { isPackagedFor: (flavour) => flavour === 'ubuntu' });
    expect(await findParts([only], options)).toEqual(missing);
    expect(calls).toEqual([]);
  });

  it('downloads what packages did not bring', async () => {
    const { present, part, options } = machine(() => 'no network');
    const good = part('a', {
      download: async () => {
        present.add('a');
        return undefined;
      },
    });
    const bad = part('b', { download: async () => 'no network either' });
    expect(await findParts([good, bad], options)).toEqual([
      { path: 'a' },
      { missing: 'b: install it (no network; no network either)' },
    ]);
  });

  it('takes no other program in place of the one that was asked for', async () => {
    const { present, calls, part, options } = machine();
    present.add('a');
    vi.stubEnv('PART_PATH', '/asked/for');
    const lookAt = async (path: string) => (present.has(path) ? { path } : undefined);
    const asked = part('a', { variable: 'PART_PATH', lookAt });
    expect(await findParts([asked], options)).toEqual([
      { missing: 'a: PART_PATH=/asked/for does not start' },
    ]);
    expect(calls).toEqual([]);
    present.add('/asked/for');
    expect(await findParts([asked], options)).toEqual([{ path: '/asked/for' }]);
  });

  it('gets nothing for a part that can never be had here', async () => {
    const { calls, part, options } = machine();
    const never = part('a', { look: async () => ({ missing: 'a: runs elsewhere only' }) });
    expect(await findParts([never], options)).toEqual([{ missing: 'a: runs elsewhere only' }]);
    expect(calls).toEqual([]);
  });
});
