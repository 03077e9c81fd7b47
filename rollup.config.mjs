import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
const small = terser({
  ecma: 2020,
  // Each as it packs best. Methods stay functions: crypto-js makes objects with them, by functions that all speak of `this`.
  compress: {
    passes: 4,
    inline: 1,
    keep_fargs: false,
    lhs_constants: false,
    pure_getters: true,
    unsafe_arrows: true,
    unsafe_comps: true,
  },
  format: { ...ascii, quote_style: 1 },
});
// The browsers that the desk is for know modules, and all that came before them.
// Modules are read as UTF-8, whatever a server says.
const smallModule = terser({
  module: true,
  ecma: 2022,
  compress: {
    passes: 8,
    inline: 1,
    hoist_funs: true,
    lhs_constants: false,
    pure_getters: true,
    unsafe_arrows: true,
    unsafe_comps: true,
    unsafe_methods: true,
    keep_fargs: false,
  },
  format: { comments: /^!/, quote_style: 1 },
});

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

const UNREACHED = '\0unreached';
const THROWING = "export function unreached() { throw new Error('not in this bundle'); }";

/**
 * What the XML parser brings and src/xml has no use for, as it refuses document types, reads texts as texts and all of them, and
 * asks for no paths: more than half of the parser's bytes. A bundle is all one file and need not carry it. What is never reached
 * throws; what is reached does nothing.
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
  // Names of entities: those that are not XML's own five are refused before.
  './entities.js': `export const XML = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };
    const none = {};
    export { ${[
      'ARROWS',
      'BASIC_LATIN',
      'COMMON_HTML',
      'CURRENCY',
      'CYRILLIC',
      'FRACTIONS',
      'GREEK',
      'LATIN_ACCENTS',
      'LATIN_EXTENDED',
      'MATH',
      'MATH_ADVANCED',
      'MISC_SYMBOLS',
      'PUNCTUATION',
      'SHAPES',
    ]
      .map((name) => `none as ${name}`)
      .join()} };`,
  // Follows where in the document it is, for the same and for callbacks that ask.
  './Matcher.js': `export class MatcherView {}
    export default class {
      push() {} pop() {} reset() {} updateCurrent() {} getCurrentTag() {} matchesAny() {}
      readOnly() { return ''; }
    }`,
};

/**
 * The options with which src/xml/parser.ts makes the parser, and the defaults of those that it leaves alone: where they stand as
 * constants, what other options do is never reached either.
 */
const OPTIONS_OF_PARSER = {
  allowBooleanAttributes: false,
  alwaysCreateTextNode: false,
  attributeNamePrefix: '@_',
  attributesGroupName: false,
  captureMetaData: false,
  cdataPropName: false,
  commentPropName: false,
  entityDecoder: null,
  htmlEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  jPath: false,
  maxNestedTags: 100,
  parseAttributeValue: false,
  parseTagValue: false,
  preserveOrder: false,
  removeNSPrefix: true,
  stopNodes: null,
  strictReservedNames: true,
  textNodeName: '#text',
  transformAttributeName: false,
  transformTagName: false,
  trimValues: false,
};

/** What is left to the part of the parser that makes its options: those which are no constants. */
const BUILDER_OF_OPTIONS = `export const buildOptions = (options) => ({
  ...options,
  processEntities: { enabled: true, maxTotalExpansions: Infinity, maxExpandedLength: 100000, appliesTo: 'all' },
  tagValueProcessor: (_, value) => value,
  attributeValueProcessor: (_, value) => value,
  updateTag: (name) => name,
  onDangerousProperty: (name) => '__' + name,
});`;

/** Leaves out of a bundle what `UNREACHED_OF_PARSER` names. */
function withoutUnreached() {
  const mark = `${UNREACHED}:`;
  return {
    name: 'without-unreached',
    resolveId(source, importer) {
      if (source === UNREACHED) return source;
      if (!Object.hasOwn(UNREACHED_OF_PARSER, source)) return null;
      return /node_modules\/(@nodable\/entities|fast-xml-parser|path-expression-matcher)\//.test(importer)
        ? `${mark}${source}`
        : null;
    },
    load(id) {
      if (id === UNREACHED) return THROWING;
      if (!id.startsWith(mark)) return null;
      return `import { unreached } from '${UNREACHED}';\n${UNREACHED_OF_PARSER[id.slice(mark.length)]}`;
    },
    transform(code, id) {
      if (id.endsWith('fast-xml-parser/src/xmlparser/OptionsBuilder.js')) return BUILDER_OF_OPTIONS;
      if (
        !/node_modules\/fast-xml-parser\/src\/xmlparser\/(OrderedObjParser|XMLParser|node2json)\.js$/.test(id)
      )
        return null;
      return code
        .replace(/\boptions\.unpairedTagsSet\.has\(\w+(\.\w+)?\)/g, 'false')
        .replace(/\b(?:this\.)?options\.(\w+)\b/g, (whole, name) =>
          Object.hasOwn(OPTIONS_OF_PARSER, name) ? JSON.stringify(OPTIONS_OF_PARSER[name]) : whole,
        );
    },
  };
}

const plugins = [compilerMaps(), nodeResolve({ browser: true }), commonjs()];
const bundlePlugins = [withoutUnreached(), ...plugins];

const bundle = { banner, sourcemap: true, inlineDynamicImports: true, freeze: false };
// A second script adds what it has to the same global.
const umd = { ...bundle, format: 'umd', name: 'BucketPreflight', exports: 'named', extend: true };

/** Files that need no building, each without its comments and the space that is for readers. */
const COPIED = {
  'index.html': (text) => text.replace(/<!--.*?-->/gs, '').replace(/\s+/g, ' '),
  'desk.css': (text) =>
    text
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,>]) ?/g, '$1')
      .replace(/: /g, ':')
      .replaceAll(';}', '}')
      // A zero before the point says nothing, neither behind a colon nor within a list.
      .replace(/(?<=[:, (])0(?=\.\d)/g, ''),
};

/** Copies the files of the desk that need no building. */
function copyDesk() {
  return {
    name: 'copy-desk',
    buildStart() {
      mkdirSync('build/desk', { recursive: true });
      for (const [file, smaller] of Object.entries(COPIED)) {
        this.addWatchFile(`demo/${file}`);
        writeFileSync(`build/desk/${file}`, smaller(readFileSync(`demo/${file}`, 'utf8')));
      }
    },
  };
}

/** What stands in the desk in place of a file of the SDK: a page brings it, or has no need of what the file brings along. */
const INSTEAD = [
  // A page has an XML parser of its own.
  [/fast-xml-parser\/.*fxp\.js$|^fast-xml-parser$/, 'build/demo/instead/page-parser.js'],
  [/dist\/esm\/crypto\/md5\.js$/, 'build/demo/instead/md5.js'],
  [/dist\/esm\/crypto\/javascript-hashes\.js$/, 'build/demo/instead/no-hashes.js'],
  [/dist\/esm\/cors\/validate\/shape\.js$/, 'build/demo/instead/sound-shape.js'],
];

/** The same for what is not needed, or a small part of which does. */
const WITHOUT = [
  // The desk signs no forms.
  [/signing\/[\w-]+\/sign-form\.js$/, 'export {};'],
  // Neither do its tabs take turns when they ask for credentials, nor share them.
  [
    /credentials\/tab-turns\.js$/,
    "import { noTurns } from './turns.js'; export const tabTurns = () => noTurns;",
  ],
  // It signs a request now and then: keys are made when they are wanted, and not kept.
  [/signing\/kept-per-credentials\.js$/, 'export const keptPerCredentials = () => (_, __, make) => make();'],
  [/transport\/keys-ahead\.js$/, 'export const keysAhead = () => () => {};'],
  // It judges a request now and then by a few rules: each is asked.
  [
    /rules\/origin-index\.js$/,
    `import { matchPattern } from './match-pattern.js';
     export const indexOrigins = (origins, isWithin, mayOverlap) => ({
       rulesFor: (origin) =>
         [...origins.keys()].filter((rule) =>
           origins[rule].some((pattern) => matchPattern(pattern, origin, mayOverlap, isWithin))),
     });`,
  ],
  // How it calls the SDK, types check; it sends files and bytes, and names the type of each.
  [
    /model\/unknown-options\.js$/,
    'export const unknownOptions = () => []; export const nearestName = () => {};',
  ],
  [/client\/check-source\.js$/, 'export const checkSource = () => [];'],
  [
    /transport\/check-call\.js$/,
    'export const callIssues = () => []; export const signatureNames = ({ store }) => store.signer;',
  ],
  [
    /transport\/body-type\.js$/,
    `export const bodyIssues = () => [];
     export const withBodyType = (headers) => headers;
     export const bytesOfText = (body) => body;
     export const isBlob = () => false;`,
  ],
  // Its policy takes no style sheets from elsewhere, and to be stopped prints a signed address in the console.
  [/diagnose\/observe\/status-of\.js$/, 'export const statusOf = async () => null;'],
  [/diagnose\/stages\/check-status\.js$/, 'export const checkStatus = async () => null;'],
  // What people type is judged when the form is read.
  [/diagnose\/check-diagnose-call\.js$/, 'export const checkDiagnoseCall = () => {};'],
  // The rules that it gives were read from documents, or by the SDK.
  [/diagnose\/check-known-rules\.js$/, 'export const checkKnownRules = () => [];'],
  // It sends nothing with cookies.
  [/diagnose\/stages\/conclude-with-cookies\.js$/, 'export const concludeWithCookies = async () => null;'],
  // Nor does it tell of uploads that it saw.
  [/diagnose\/stages\/conclude-broken\.js$/, 'export const concludeBroken = (found) => found;'],
  // What it wants of rules is written in its own code, where types check it.
  [/cors\/check-wanted\.js$/, 'export const checkWanted = () => {};'],
  // It shows changes by itself.
  [/cors\/plan\/rule-changes\.js$/, 'export const ruleChanges = () => [];'],
  [/cors\/plan\/unified-diff\.js$/, "export const unifiedDiff = () => '';"],
  // It shows no advice about rules that are there; what a store refuses is still held against each change.
  [/cors\/validate-cors\.js$/, "export { refusedCors as validateCors } from './validate/refused-cors.js';"],
  // The store holds the rules already, and what a repair adds to them is what a browser has sent: each value can be taken, if
  // perhaps not as many of them.
  ...Object.entries({
    'origin-spelling': 'originSpelling',
    'header-spelling': 'headerSpelling',
    'expose-spelling': 'exposeSpelling',
    'max-age-taken': 'maxAgeTaken',
    methods: 'methods',
    ids: 'ids',
  }).map(([file, name]) => [new RegExp(`validate/lints/${file}\\.js$`), `export const ${name} = () => [];`]),
];

/** Says in which language it tells each time: English is no default, which a visit in another would fetch. */
const DEFAULT_LANGUAGE = /explain\/en\.js$/;
const NO_DEFAULT = '\0no-default-language';

/** Leaves out of the desk what it has no need of. Each part must be there: a file that was moved would come along unseen. */
function onlyWhatIsNeeded() {
  const left = new Set();
  const found = (list, id) => {
    const [pattern, instead] = list.find(([name]) => name.test(id)) ?? [];
    if (pattern !== undefined) left.add(pattern);
    return instead;
  };
  return {
    name: 'only-what-is-needed',
    async resolveId(source, importer, options) {
      const resolved = await this.resolve(source, importer, options);
      if (DEFAULT_LANGUAGE.test(resolved?.id) && /\/esm\/explain\//.test(importer)) return NO_DEFAULT;
      const file = found(INSTEAD, resolved?.id ?? source);
      return file === undefined ? null : resolve(file);
    },
    load: (id) => (id === NO_DEFAULT ? 'export const english = undefined;' : (found(WITHOUT, id) ?? null)),
    buildEnd() {
      const unseen = [...INSTEAD, ...WITHOUT].filter(([pattern]) => !left.has(pattern));
      if (unseen.length > 0) this.error(`The desk leaves out what is not there: ${unseen.map(String)}`);
    },
  };
}

/** What lies among what is fetched later, and is needed at once all the same. */
const NEEDED_AT_ONCE =
  /cors\/plan\/require-readable-cors\.|cors\/repair\/(new-rule-repair|candidate|finish-repair)\.|raw\/may-be-shadowed\./;

/** What the desk fetches when it is first needed, each file by what is in it. All else is needed at once. */
const FETCHED_LATER = {
  english: /explain\/en[./]|demo\/texts\/(en|english)\./,
  chinese: /explain\/zh-cn[./]|demo\/texts\/(zh-cn|chinese)/,
  // What few visits need: readers of what is pasted, changes of rules by the page itself, and what tells what is wrong.
  seldom:
    /diagnose\/raw\/|fetch-standard\/console\/|explain-recording\.|share\/(own-advice|read-fragment)\.|start\/(recognise|read-document)\.|cors\/(documents\/|read-cors-document\.)|stores\/gcs\/|apply-in-page\.|cors\/plan\/|cors\/((put|delete)-bucket-cors|is-same-configuration)\.|cors\/validate\/(document-to-put|lost-management)\.|credentials\/(why-no-credentials|is-signature|sts-error-code)\./,
  judging:
    /xml\/parser\.|instead\/page-parser\.|crypto\/md5\.|diagnose\/(judge-by-rules|read-rules|check-signature|infer\/((classify|left-open|settle|sharpen)-by-rules|is-borne-out)|stages\/.*)\.|cors\/repair(-rules\.|\/)|fetch-standard\/predict\/|demo\/engine-words\./,
};

/**
 * One file for all that the page shows at first, the entry's: many small ones would be asked for one after the other, and pack
 * worse.
 */
function chunkOf(id) {
  if (NEEDED_AT_ONCE.test(id)) return 'desk';
  return Object.entries(FETCHED_LATER).find(([, holds]) => holds.test(id))?.[0] ?? 'desk';
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
    // Neither the SDK nor the desk does anything by reading a property.
    treeshake: { propertyReadSideEffects: false, tryCatchDeoptimization: false },
    plugins: [onlyWhatIsNeeded(), ...plugins, copyDesk()],
    // What few visits need is a file of its own, which the page fetches then: another language, the readers of recordings.
    output: {
      dir: 'build/desk',
      entryFileNames: 'desk.js',
      chunkFileNames: '[name].js',
      format: 'es',
      sourcemap: true,
      hoistTransitiveImports: false,
      manualChunks: chunkOf,
      plugins: [smallModule],
    },
  },
];
