// What `npm test` runs: installs what is missing, builds, checks, tests, and says in the last line how many passed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, runNpm } from './ensure-install.mjs';
import { ensureTestPackages } from './ensure-test-packages.mjs';
import { cephPart } from './find-ceph.mjs';
import { chineseFontPart } from './find-chinese-font.mjs';
import { chromiumPart } from './find-chromium.mjs';
import { compilerPart } from './find-compiler.mjs';
import { firefoxPart } from './find-firefox.mjs';
import { findParts } from './find-parts.mjs';
import { webkitPart } from './find-webkit.mjs';
import { runCommand } from './run-command.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const vitestArgs = process.argv.slice(2);
const isCi = !['', '0', 'false'].includes(process.env.CI ?? '');
const mayInstall = !process.env.NO_INSTALL;
const counts = { passed: 0, failed: 0, skipped: 0 };

let finished = false;
// The last line is for programs to read: it comes even where the run cannot go on.
process.once('exit', () => {
  if (finished) return;
  counts.failed += 1;
  printCounts();
  process.exitCode = 1;
});

process.chdir(root);
await ensureInstalled();

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
// The build keeps one core busy, and the installs wait for the network.
await Promise.all([
  scripts.build !== undefined && check('build', runNpm(['run', '--silent', 'build'])),
  installTestPackages(),
]);
await Promise.all([
  check('lint and format', runBin('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])),
  check('types', runBin('typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit'])),
  check('types without Node', runBin('typescript/bin/tsc', ['-p', 'tsconfig.browser.json', '--noEmit'])),
]);

const parts = [chromiumPart, firefoxPart, webkitPart, cephPart, compilerPart];
// Only pictures need it.
if (process.env.UPDATE_IMAGES) parts.push(chineseFontPart);
const found = await findParts(parts, { mayInstall });
const [chromium, firefox, webkit, ceph, compiler] = found.map(demand);
await runTests();
printSummary();
finished = true;
process.exitCode = counts.failed > 0 ? 1 : 0;

async function installTestPackages() {
  await check('packages of test/interop', ensureTestPackages('interop'));
  await check('packages of test/packed', ensureTestPackages('packed'));
}

/** Counts one check as one test. What it wrote is shown only when it failed. */
async function check(name, running) {
  const { code, output } = await running;
  counts[code === 0 ? 'passed' : 'failed'] += 1;
  if (code !== 0) console.log(output.trimEnd());
  console.log(`${code === 0 ? 'passed' : 'FAILED'}: ${name}`);
}

/** Says that a part is missing: its tests are skipped by hand, and must not be on the machine that guards the branch. */
function demand(part) {
  if (part.missing === undefined) return part;
  console.log(`${isCi ? 'FAILED' : 'skipped'}: needs ${part.missing}`);
  if (isCi) counts.failed += 1;
  return undefined;
}

async function runTests() {
  const dir = mkdtempSync(join(tmpdir(), 'bucket-preflight-test-'));
  const countsFile = join(dir, 'counts.json');
  // A part that is not there is not named at all, so that `in process.env` tells it too: what is undefined is not passed.
  const env = {
    ...process.env,
    CHROMIUM_PATH: chromium?.path,
    CHROMIUM_VERSION: chromium?.version,
    FIREFOX_PATH: firefox?.path,
    FIREFOX_VERSION: firefox?.version,
    WEBKIT_DRIVER_PATH: webkit?.path,
    WEBKIT_VERSION: webkit?.version,
    CEPH_VERSION: ceph?.version,
    C_COMPILER_PATH: compiler?.path,
    TEST_COUNTS_FILE: countsFile,
  };
  // Reporters of the command line replace those of vitest.config.ts.
  const asksReporter = vitestArgs.some((word) => word.startsWith('--reporter'));
  const reporter = asksReporter ? ['--reporter=./tools/summary-reporter.mjs'] : [];
  try {
    const { code } = await runBin('vitest/vitest.mjs', ['run', ...vitestArgs, ...reporter], {
      env,
      inherit: true,
    });
    const seen = readCounts(countsFile);
    for (const kind of Object.keys(counts)) counts[kind] += seen[kind];
    // It failed for a reason that no test shows, such as a filter that no file matches.
    if (code !== 0 && seen.failed === 0) counts.failed += 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.log('FAILED: vitest ended without a result');
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function printSummary() {
  console.log(`Node      ${process.versions.node}`);
  console.log(`Chromium  ${chromium?.version ?? 'missing'}`);
  console.log(`Firefox   ${firefox?.version ?? 'missing'}`);
  console.log(`WebKitGTK ${webkit?.version ?? 'missing'}`);
  console.log(`Ceph      ${ceph?.version ?? 'missing'}`);
  console.log(`Compiler  ${compiler?.version ?? 'missing'}`);
  console.log(`Skipped   ${counts.skipped}`);
  printCounts();
}

function printCounts() {
  const { passed, failed, skipped } = counts;
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}

/** Runs a program of node_modules by its file: the links of node_modules/.bin are shell scripts on Windows. */
function runBin(file, args, options) {
  return runCommand(process.execPath, [join('node_modules', file), ...args], options);
}
