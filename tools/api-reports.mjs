// The public face of each entry as text, by api-extractor from the built types: what a reviewer reads when it changes.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** Where the extractor writes. The reviewed reports are in `api/`. */
const OUT = join(ROOT, 'build/api');

const QUIET = { logLevel: 'none' };
const LOUD = { logLevel: 'warning' };

/**
 * @param {string} [root] - The folder of a package that is built. Default: this package's own.
 * @returns {{ reports: Map<string, string>, complaints: string[] }} By file name, `oss.api.md`: the report. And what the
 * extractor finds wrong, one line each.
 */
export function apiReports(root = ROOT) {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const entries = Object.entries(exports)
    .filter(([, target]) => typeof target === 'object')
    .map(([name, { types }]) => ({
      report: `${name === '.' ? 'index' : name.slice(2)}.api.md`,
      types: join(root, types),
    }));
  mkdirSync(OUT, { recursive: true });
  const configs = entries.map((entry) => configOf(root, entry, entries));
  // One program for all of them: to read the types takes longest.
  const compilerState = CompilerState.create(configs[0], {
    additionalEntryPoints: entries.slice(1).map(({ types }) => types),
  });
  const complaints = [];
  for (const [index, config] of configs.entries()) {
    Extractor.invoke(config, {
      compilerState,
      localBuild: true,
      messageCallback(message) {
        message.handled = true;
        if (message.category === 'console' || message.logLevel === 'none') return;
        // What other entries leave out of what they use is in the report of the whole.
        if (message.messageId === 'ae-forgotten-export' && index > 0) return;
        complaints.push(`${entries[index].report}: ${message.formatMessageWithLocation(root)}`);
      },
    });
  }
  const reports = entries.map(({ report }) => [report, readFileSync(join(OUT, report), 'utf8')]);
  return { reports: new Map(reports), complaints: [...new Set(complaints)] };
}

function configOf(root, { report, types }, entries) {
  const compilerOptions = {
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules/@types')],
    strict: true,
  };
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: types,
      newlineKind: 'lf',
      compiler: { overrideTsconfig: { compilerOptions, files: entries.map((entry) => entry.types) } },
      apiReport: {
        enabled: true,
        reportFileName: report,
        reportFolder: OUT,
        reportTempFolder: join(OUT, 'temp'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: LOUD },
        extractorMessageReporting: {
          default: LOUD,
          'ae-missing-release-tag': QUIET,
          // Typedoc looks at both, for all entries at once.
          'ae-undocumented': QUIET,
          'ae-unresolved-link': QUIET,
        },
        // It writes `@param options.body`, which TSDoc does not know.
        tsdocMessageReporting: { default: LOUD, 'tsdoc-param-tag-with-invalid-name': QUIET },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
  });
}
