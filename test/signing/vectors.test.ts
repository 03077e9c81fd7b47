import { afterEach, describe, expect, it, vi } from 'vitest';
import { readOwnFile } from '../../tools/vectors/own-file.mjs';
import { runCase } from '../../tools/vectors/run-case.mjs';
import { sourceSigners } from '../tools/source-signers.js';

const FILES = ['oss', 'cos', 'qingstor', 'aws'] as const;

afterEach(() => void vi.unstubAllGlobals());

describe.each([
  ['WebCrypto', globalThis.crypto],
  ['crypto-js', undefined],
])('published signatures, by %s', (_, crypto) => {
  describe.each(FILES)('of %s', (file) => {
    it.each(readOwnFile(`test/vectors/${file}.json`))('$name', async (vector) => {
      vi.stubGlobal('crypto', crypto);
      expect(await runCase(vector, sourceSigners)).toEqual([]);
    });
  });
});
