import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';

const { name, version, license, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

const inlined = Object.entries(dependencies)
  .map((entry) => entry.join(' '))
  .join(', ');
const banner = `/*! ${name} ${version} | ${license} | holds ${inlined}, both MIT */`;

// Debian, old proxies and many test servers send scripts without a charset: a page then reads them as windows-1252, and
// one regular expression of the XML parser no longer compiles. So every classic script is ASCII only.
const ascii = { ascii_only: true, comments: /^!/ };
const readable = terser({ compress: false, mangle: false, format: { ...ascii, beautify: true } });
const small = terser({ compress: { passes: 2 }, format: ascii });

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

const plugins = [compilerMaps(), nodeResolve({ browser: true }), commonjs()];

const umd = {
  format: 'umd',
  name: 'BucketPreflight',
  exports: 'named',
  banner,
  sourcemap: true,
  inlineDynamicImports: true,
};

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

export default [
  {
    input: 'dist/esm/index.js',
    plugins,
    output: [
      {
        file: 'dist/bucket-preflight.mjs',
        format: 'es',
        banner,
        sourcemap: true,
        inlineDynamicImports: true,
        plugins: [readable],
      },
      { ...umd, file: 'dist/bucket-preflight.umd.js', plugins: [readable] },
      { ...umd, file: 'dist/bucket-preflight.umd.min.js', plugins: [small] },
    ],
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
      plugins: [small],
    },
  },
];
