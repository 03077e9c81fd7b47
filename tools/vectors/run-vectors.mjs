import { readFileSync } from 'node:fs';
import { isSetAside, readEntry } from './read-entry.mjs';
import { runCase } from './run-case.mjs';

/** What the command answers when it is called wrongly, or a file cannot be read. */
const BAD_USAGE = 2;

/**
 * The command without its process: runs files of vectors, and prints one line a failure and the counts.
 *
 * @param paths - Files to read.
 * @param loadSigners - Called once the files are read: answers `{ sdk, core }`.
 * @param print - Prints a line of the result.
 * @param printError - Prints the sentence that says why nothing was run.
 * @returns The exit code: 0, 1 where a vector failed, 2 where nothing was run.
 */
export async function runVectors(paths, { loadSigners, print, printError }) {
  if (paths.length === 0) {
    printError('Name the files of vectors to run: npm run vectors -- FILE.json [FILE2.json …]');
    return BAD_USAGE;
  }
  const files = [];
  for (const path of paths) {
    const { entries, problem } = readEntries(path);
    if (problem !== undefined) {
      printError(`${path} ${problem}.`);
      return BAD_USAGE;
    }
    files.push({ path, entries });
  }
  const counts = { passed: 0, failed: 0, skipped: 0, public: 0, core: 0 };
  const signers = await loadSigners();
  for (const { path, entries } of files) {
    for (const [index, entry] of entries.entries()) {
      const differences = await runEntry(entry, signers, counts);
      if (differences.length === 0) continue;
      const name = typeof entry?.name === 'string' ? entry.name : `entry ${index + 1}`;
      // Two files may hold the same names.
      const place = files.length > 1 ? `${path}: ` : '';
      print(`${place}${name}: ${differences.join('; ')}`.replace(/\s*\n\s*/g, ' '));
    }
  }
  print(`${counts.public} ran by the public signers, ${counts.core} by the generic core`);
  const { passed, failed, skipped } = counts;
  print(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed > 0 ? 1 : 0;
}

function readEntries(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { problem: `cannot be read (${error.code ?? error.message})` };
  }
  let entries;
  try {
    // Some editors begin a file with a mark of its encoding.
    entries = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { problem: 'is not JSON' };
  }
  if (!Array.isArray(entries) || entries.length === 0) return { problem: 'must be a list of vectors' };
  return { entries };
}

/** Runs one vector and counts it. Whatever it is, it is counted once. */
async function runEntry(entry, signers, counts) {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    counts.failed += 1;
    return ['cannot be read: it must be an object'];
  }
  if (isSetAside(entry)) {
    counts.skipped += 1;
    return [];
  }
  let vector;
  try {
    vector = readEntry(entry);
  } catch (error) {
    counts.failed += 1;
    return [`cannot be read: ${error.message}`];
  }
  counts[vector.signer.startsWith('core') ? 'core' : 'public'] += 1;
  const differences = await runCase(vector, signers);
  counts[differences.length === 0 ? 'passed' : 'failed'] += 1;
  return differences;
}
