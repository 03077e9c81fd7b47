import { readFileSync } from 'node:fs';
import { exceptionFor } from './exceptions.mjs';
import { READERS } from './readers.mjs';

/** What the command answers when it is called wrongly, or a file cannot be read. */
const BAD_USAGE = 2;

/**
 * The command without its process: runs files of recorded answers, and prints one line a disagreement and the counts. A
 * case on the short list of exceptions must disagree, as the list says; it counts as skipped.
 *
 * @param paths - Files to read.
 * @param loadSdk - Called once the files are read: answers the public face of the package.
 * @param print - Prints a line of the result.
 * @param printError - Prints the sentence that says why nothing was run.
 * @returns The exit code: 0, 1 where a case disagrees, 2 where nothing was run.
 */
export async function runOracle(paths, { loadSdk, print, printError }) {
  if (paths.length === 0) {
    printError('Name the files of recorded answers to check: npm run oracle -- FILE.json [FILE2.json …]');
    return BAD_USAGE;
  }
  const files = [];
  for (const path of paths) {
    const { content, problem } = readContent(path);
    const reader = READERS.find(({ accepts }) => problem === undefined && accepts(content));
    if (reader === undefined) {
      const known = READERS.map(({ shape }) => shape).join(', ');
      printError(`${path} ${problem ?? `has none of the shapes that are known (${known})`}.`);
      return BAD_USAGE;
    }
    files.push({ path, reader, content });
  }
  const sdk = await loadSdk();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { path, reader, content } of files) {
    // Two files may hold the same names.
    const place = files.length > 1 ? `${path}: ` : '';
    for (const entry of reader.read(content)) {
      const { kind, text } = await judge(reader.shape, entry, sdk);
      counts[kind] += 1;
      if (text !== '') print(`${place}${entry.id}: ${text}`.replace(/\s*\n\s*/g, ' '));
    }
  }
  const { passed, failed, skipped } = counts;
  print(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed > 0 ? 1 : 0;
}

function readContent(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { problem: `cannot be read (${error.code ?? error.message})` };
  }
  try {
    // Some editors begin a file with a mark of its encoding.
    return { content: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch {
    return { problem: 'is not JSON' };
  }
}

async function judge(shape, entry, sdk) {
  let differences;
  try {
    differences = await entry.run(sdk);
  } catch (error) {
    return { kind: 'failed', text: `cannot be run: ${error.message}` };
  }
  const why = exceptionFor(shape, entry);
  if (why === undefined) {
    return { kind: differences.length === 0 ? 'passed' : 'failed', text: differences.join('; ') };
  }
  return differences.length === 0
    ? { kind: 'failed', text: 'agrees, so that it must be taken off the list of exceptions' }
    : { kind: 'skipped', text: `not held: ${why}` };
}
