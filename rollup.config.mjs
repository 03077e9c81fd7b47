import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';

const { name, version, license, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

const inlined = Object.entries(dependencies)
  .map((entry) => entry.join(' '))
  .join(', ');
const ownBanner = `/*! ${name} ${version} | ${license} */`;
const banner = `/*! ${name} ${version} | ${license} | holds ${inlined}, both MIT */`;

// Debian, old proxies and many test servers send scripts without a charset: a page then reads them as windows-1252, and
// one regular expression of the XML parser no longer compiles. So every classic script is ASCII only.
const ascii = { ascii_only: true, comments: /^!/ };
const readable = terser({ compress: false, mangle: false, format: { ...ascii, beautify: true } });
const small = terser({ compress: { passes: 3, ecma: 2020 }, format: ascii });
// The browsers that the desk is for know modules, and all that came before them.
const smallModule = terser({ module: true, ecma: 2020, compress: { passes: 3 }, format: ascii });

/** Reads the maps that the compiler wrote, so that those of the bundles lead back to the TypeScript sources. */
function compilerMaps() {
  return {
    name: 'compiler-maps',
    load(id) {
      if (!id.endsWith('.js') || !existsSync(`${id}.map`) || id.includes('node_modules')) return null;
      return { code: readFileSync(id, 'utf8'), map: JSON.parse(readFileSync(`${id}.map`, 'utf8')) };
    },
  };
}

const UNREACHED = `function unreached() { throw new Error('not in this bundle'); }\n`;

/**
 * What the XML parser brings and src/xml never reaches, as it refuses document types, and reads texts as texts and all of
 * them: half of the parser's bytes. A bundle is all one file and need not carry it. Reaching it would throw.
 */
const UNREACHED_OF_PARSER = {
  // Reads document types, and judges the entities that one declares.
  './DocTypeReader.js': 'export default class { setXmlVersion() {} readDocType() { unreached(); } }',
  'is-unsafe': 'export { unreached as isUnsafe }; export const HTML = [], XML = [];',
  // Makes numbers of texts.
  strnum: 'export default unreached;',
  // Paths of elements that are to be left as they are.
  './Expression.js': 'export default unreached;',
  './ExpressionSet.js': 'export default class { size = 0; }',
};

/** Leaves out of a bundle what `UNREACHED_OF_PARSER` names. */
function withoutUnreached() {
  const mark = '\0unreached:';
  return {
    name: 'without-unreached',
    resolveId(source, importer) {
      if (!Object.hasOwn(UNREACHED_OF_PARSER, source)) return null;
      return /node_modules\/(fast-xml-parser|path-expression-matcher)\//.test(importer)
        ? `${mark}${source}`
        : null;
    },
    load(id) {
      return id.startsWith(mark) ? UNREACHED + UNREACHED_OF_PARSER[id.slice(mark.length)] : null;
    },
  };
}

const plugins = [compilerMaps(), nodeResolve({ browser: true }), commonjs()];
const bundlePlugins = [withoutUnreached(), ...plugins];

const bundle = { banner, sourcemap: true, inlineDynamicImports: true };
// A second script adds what it has to the same global.
const umd = { ...bundle, format: 'umd', name: 'BucketPreflight', exports: 'named', extend: true };

/** Copies the files of the desk that need no building. */
function copyDesk() {
  return {
    name: 'copy-desk',
    buildStart() {
      mkdirSync('build/desk', { recursive: true });
      for (const file of ['index.html', 'desk.css']) {
        this.addWatchFile(`demo/${file}`);
        copyFileSync(`demo/${file}`, `build/desk/${file}`);
      }
    },
  };
}

/** A page has an XML parser of its own: the desk takes that one in place of the SDK's. */
function parserOfPage() {
  return {
    name: 'parser-of-page',
    resolveId(source) {
      if (source !== 'fast-xml-parser') return null;
      return resolve('build/demo/xml/page-parser.js');
    },
  };
}

/** What lies among what is fetched later, and is needed at once all the same. */
const NEEDED_AT_ONCE = /cors\/repair\/(new-rule-repair|candidate|finish-repair)\.|raw\/may-be-shadowed\./;

/** What the desk fetches when it is first needed, each file by what is in it. All else is needed at once. */
const FETCHED_LATER = {
  chinese: /explain\/zh-cn|demo\/texts\/(zh-cn|chinese)\./,
  recordings: /diagnose\/raw\/|fetch-standard\/console\/|explain-recording\.|start\/recognise\./,
  parser: /xml\/(page-)?parser\./,
  judging:
    /diagnose\/(judge-by-rules|read-rules|check-signature|infer\/classify-by-rules|stages\/.*)\.|cors\/repair(-rules\.|\/)|fetch-standard\/predict\/|demo\/engine-words\./,
  forms: /signing\/(form\/|.*(sign-form|sign-policy|policy-issues)\.)/,
  hashes: /crypto-js|commonjs|node-resolve:empty|crypto\/(javascript-hashes|md5|word-array)\./,
};

/**
 * One file for all that the page shows at first: many small ones would be asked for one after the other, and pack worse.
 * The entry stays alone, as it awaits another language at its top, and what it awaits must not wait for it.
 */
function chunkOf(id) {
  if (id.endsWith('demo/main.js')) return null;
  if (NEEDED_AT_ONCE.test(id)) return 'page';
  return Object.entries(FETCHED_LATER).find(([, holds]) => holds.test(id))?.[0] ?? 'page';
}

export default [
  {
    input: 'dist/esm/index.js',
    plugins: bundlePlugins,
    output: { ...bundle, file: 'dist/bucket-preflight.mjs', format: 'es', plugins: [readable] },
  },
  {
    input: 'dist/esm/entries/script.js',
    plugins: bundlePlugins,
    output: [
      { ...umd, file: 'dist/bucket-preflight.umd.js', plugins: [readable] },
      { ...umd, file: 'dist/bucket-preflight.umd.min.js', plugins: [small] },
    ],
  },
  {
    input: 'dist/esm/entries/script-zh-cn.js',
    plugins,
    output: {
      ...umd,
      file: 'dist/bucket-preflight.zh-CN.umd.min.js',
      banner: ownBanner,
      plugins: [small],
    },
  },
  {
    input: 'build/demo/main.js',
    plugins: [parserOfPage(), ...plugins, copyDesk()],
    // What few visits need is a file of its own, which the page fetches then: another language, the readers of recordings.
    output: {
      dir: 'build/desk',
      entryFileNames: 'desk.js',
      chunkFileNames: '[name].js',
      format: 'es',
      sourcemap: true,
      manualChunks: chunkOf,
      plugins: [smallModule],
    },
  },
];
