import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readOwnFile } from '../../tools/vectors/own-file.mjs';
import { type OwnCase, runCase } from '../../tools/vectors/run-case.mjs';
import { runVectors } from '../../tools/vectors/run-vectors.mjs';
import { CORE_ENTRIES, PUBLISHED_ENTRIES as ENTRIES } from './published-entries.js';
import { sourceSigners } from './source-signers.js';

const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command on a file with this content. */
async function runOn(content: string) {
  const path = join(folder, 'vectors.json');
  writeFileSync(path, content);
  return run([path]);
}

async function run(paths: string[]) {
  const lines: string[] = [];
  const errors: string[] = [];
  const code = await runVectors(paths, {
    loadSigners: async () => sourceSigners,
    print: (line) => lines.push(line),
    printError: (line) => errors.push(line),
  });
  return { code, lines, errors };
}

const runEntries = (entries: readonly unknown[]) => runOn(JSON.stringify(entries));

const SET_ASIDE = [
  { name: 'bad', scheme: 'oss-v1-header', conformant: false, input: {}, expected: { signature: 'x' } },
  { name: 'unsure', scheme: 'oss-v1-header', verified: false, input: {}, expected: { signature: 'x' } },
];

describe('npm run vectors', () => {
  it('passes a good file and counts what was set aside', async () => {
    const { code, lines, errors } = await runEntries([...ENTRIES, ...SET_ASIDE]);
    expect(lines).toEqual([
      `${ENTRIES.length - CORE_ENTRIES} ran by the public signers, ${CORE_ENTRIES} by the generic core`,
      `${ENTRIES.length} passed, 0 failed, 2 skipped`,
    ]);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
  });

  it('counts several files as one, and says which one holds a failure', async () => {
    const [good, bad] = [join(folder, 'good.json'), join(folder, 'bad.json')];
    writeFileSync(good, JSON.stringify([ENTRIES[0]]));
    writeFileSync(bad, JSON.stringify([ENTRIES[0], { name: 'odd' }]));
    const { code, lines } = await run([good, bad]);
    expect(lines[0]).toBe(`${bad}: odd: cannot be read: input must be an object`);
    expect(lines.at(-1)).toBe('2 passed, 1 failed');
    expect(code).toBe(1);
  });

  it.each(ENTRIES.map((entry) => [entry.name, entry] as const))(
    'fails %s with one wrong byte',
    async (_, entry) => {
      for (const [name, value] of Object.entries(entry.expected)) {
        const wrong = { ...entry, expected: { ...entry.expected, [name]: spoiled(value) } };
        const { code, lines } = await runEntries([ENTRIES[0], wrong]);
        expect(lines).toHaveLength(3);
        expect(lines[0]?.slice(0, entry.name.length + 2)).toBe(`${entry.name}: `);
        expect(lines[0]).toContain(': expected ');
        expect(lines[0]).not.toContain('\n');
        expect(lines[2]).toBe('1 passed, 1 failed');
        expect(code).toBe(1);
      }
    },
  );

  it('shows what differs, and where', async () => {
    const entry = ENTRIES.find(({ name }) => name === 'cos header');
    const wrong = { ...entry, expected: { httpString: 'put\n/dir/fine.txt\n\nhost=h\n' } };
    const { lines } = await runEntries([wrong]);
    expect(lines[0]).toBe(
      'cos header: canonicalRequest line 2: expected "/dir/fine.txt", got "/dir/file.txt"',
    );
  });

  it('shows no secret of a vector that fails', async () => {
    const wrong = ENTRIES.map((entry) => ({ ...entry, expected: { signature: 'nobody' } }));
    const { lines } = await runEntries(wrong);
    for (const { input } of ENTRIES) {
      const secret = input.accessKeySecret ?? input.secretKey ?? input.secretAccessKey;
      // "sk" stands in many words.
      if (secret !== 'sk') expect(lines.join('\n')).not.toContain(secret);
    }
    expect(lines.at(-1)).toBe(`0 passed, ${ENTRIES.length} failed`);
  });
});

describe('an entry of unknown shape fails with a line', () => {
  const [known] = ENTRIES;
  it.each<[what: string, entry: unknown, line: RegExp]>([
    ['null', null, /^entry 1: cannot be read: it must be an object$/],
    ['a list', [], /^entry 1: cannot be read: it must be an object$/],
    ['nothing', {}, /^entry 1: cannot be read: name is missing$/],
    ['no input', { name: 'a' }, /^a: cannot be read: input must be an object$/],
    ['neither scheme nor form', { name: 'a', input: {} }, /neither a scheme nor an input\.form/],
    ['an unknown scheme', { ...known, scheme: 'oss-v9' }, /scheme "oss-v9" is not known$/],
    ['a scheme of Object', { ...known, scheme: 'toString' }, /scheme "toString" is not known$/],
    ['an unknown scheme of COS', { ...known, scheme: 'cos-md5' }, /scheme "cos-md5" is not known$/],
    [
      'an unknown form',
      { ...known, scheme: undefined, input: { form: 'x' } },
      /input\.form "x" is not known$/,
    ],
    ['no expectation', { ...known, expected: undefined }, /expected must be an object$/],
    ['an empty expectation', { ...known, expected: {} }, /expected holds nothing to compare$/],
    ['an unknown expectation', { ...known, expected: { colour: 'red' } }, /expected\.colour is not known/],
    [
      'an expectation of no text',
      { ...known, expected: { signature: 7 } },
      /expected\.signature must be text$/,
    ],
    [
      'expectations that contradict each other',
      { ...known, expected: { signature: 'a', Signature: 'b' } },
      /expected\.Signature contradicts/,
    ],
    ['a key that is no text', { ...known, input: { ...known?.input, key: {} } }, /input\.key must be text/],
    ['no method', { ...known, input: { ...known?.input, method: null } }, /input\.method is missing$/],
    ['headers as text', { ...known, input: { ...known?.input, headers: 'a: b' } }, /input\.headers must be/],
    [
      'half a pair',
      { ...known, input: { ...known?.input, query: [[7, 'a']] } },
      /input\.query\[0\] must be a pair/,
    ],
    ['no date', { ...known, input: { ...known?.input, headers: {} } }, /input\.datetime is missing$/],
    [
      'half a character',
      { ...known, input: { ...known?.input, key: '\ud800' } },
      /cannot be read: half a character/,
    ],
    ['a parameter twice', { ...known, input: { ...known?.input, query: 'acl&acl' } }, /same parameter twice/],
    ['a key with dots', { ...known, input: { ...known?.input, key: 'a/../b' } }, /signOssV1Headers failed: /],
  ])('%s', async (_, entry, line) => {
    const { code, lines } = await runEntries([entry]);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(line);
    expect(lines[2]).toBe('0 passed, 1 failed');
    expect(code).toBe(1);
  });
});

describe('a file that cannot be run ends with a sentence and the code 2', () => {
  it.each<[what: string, content: string, sentence: RegExp]>([
    ['no JSON', '[{', /vectors\.json is not JSON\.$/],
    ['no list', '{"name":"a"}', /vectors\.json must be a list of vectors\.$/],
    ['nothing in it', '[]', /vectors\.json must be a list of vectors\.$/],
  ])('%s', async (_, content, sentence) => {
    const { code, lines, errors } = await runOn(content);
    expect({ code, lines }).toEqual({ code: 2, lines: [] });
    expect(errors).toEqual([expect.stringMatching(sentence)]);
  });

  it('no such file, even after one that is good', async () => {
    const good = join(folder, 'good.json');
    writeFileSync(good, JSON.stringify(ENTRIES));
    const { code, lines, errors } = await run([good, join(folder, 'none.json')]);
    expect({ code, lines }).toEqual({ code: 2, lines: [] });
    expect(errors).toEqual([expect.stringMatching(/none\.json cannot be read \(ENOENT\)\.$/)]);
  });

  it('no file named', async () => {
    const { code, lines, errors } = await run([]);
    expect({ code, lines }).toEqual({ code: 2, lines: [] });
    expect(errors).toEqual([expect.stringContaining('npm run vectors -- FILE.json')]);
  });
});

describe('a case in the own form', () => {
  const cases = ['oss', 'cos', 'qingstor', 'aws'].flatMap((name) => readOwnFile(`test/vectors/${name}.json`));
  const signerNames = [...new Set(cases.map(({ signer }) => signer))];

  it.each(signerNames)('of %s fails when anything that it expects is wrong', async (signer) => {
    for (const vector of cases.filter((one) => one.signer === signer)) {
      for (const [name, value] of Object.entries(vector.expected)) {
        const wrong: OwnCase = { ...vector, expected: { ...vector.expected, [name]: spoiled(value) } };
        const differences = await runCase(wrong, sourceSigners);
        expect(differences, `${vector.name}: ${name}`).toEqual([expect.stringMatching(`^${name}\\b`)]);
      }
    }
  });

  it('fails when a signer sets a header that is not expected', async () => {
    const vector = cases.find(({ signer }) => signer === 'signOssV4Headers');
    if (vector === undefined) throw new Error('There is no such case');
    const { authorization, ...headers } = vector.expected.headers as Record<string, string>;
    const differences = await runCase({ ...vector, expected: { headers } }, sourceSigners);
    expect(authorization).toContain('Signature=');
    expect(differences).toEqual([expect.stringMatching(/^headers authorization: expected no such header/)]);
  });
});

/** The same with one character of it changed: of a list the last text, of an object the first, and of an empty one a text more. */
function spoiled(value: unknown): unknown {
  if (typeof value === 'string') return `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`;
  if (Array.isArray(value)) return [...value.slice(0, -1), spoiled(value.at(-1))];
  const [first, ...others] = Object.entries(value as Record<string, unknown>);
  return first === undefined ? { x: 'x' } : Object.fromEntries([[first[0], spoiled(first[1])], ...others]);
}
