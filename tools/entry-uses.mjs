// What the entries of the package are used for, and what each use may cost a page. The tests hold it, `npm run size` prints it.

const CLIENT = [
  'createBucket',
  'putObject',
  'presignUrl',
  'getBucketCors',
  'putBucketCors',
  'deleteBucketCors',
];

/** Words that only one thing holds, so that they tell that it has come along. */
export const MARKS = {
  'the scheme of AWS': 'AWS4-HMAC-SHA256',
  'the scheme V4 of OSS': 'OSS4-HMAC-SHA256',
  'the scheme V1 of OSS': 'OSSAccessKeyId',
  'the scheme of COS': 'q-sign-algorithm',
  'the scheme of QingStor': 'x-qs-date',
  'the XML parser': 'allowBooleanAttributes',
  'hashes in JavaScript': 'sigBytes',
  'a module of Node': 'node:',
  'the words for people': 'weak hint',
};

const SCHEMES = Object.keys(MARKS).filter((mark) => mark.startsWith('the scheme'));
const HEAVY = ['the XML parser', 'hashes in JavaScript', 'a module of Node'];

/** @type {readonly import('./entry-uses.mjs').EntryUse[]} */
export const ENTRY_USES = [
  signing('oss', 'signOssV4Headers', 'signOssV4Url', 'the scheme V4 of OSS'),
  signing('cos', 'signCosHeaders', 'signCosUrl', 'the scheme of COS'),
  signing('qingstor', 'signQingstorHeaders', 'signQingstorUrl', 'the scheme of QingStor'),
  signing('s3', 'signAwsV4Headers', 'signAwsV4Url', 'the scheme of AWS'),
  managing('oss', 'the scheme V4 of OSS'),
  managing('cos', 'the scheme of COS'),
  managing('qingstor', 'the scheme of QingStor'),
  managing('s3', 'the scheme of AWS'),
  {
    title: 'preflight: all of it',
    code: bundled({ preflight: ['checkCors', 'evaluateRules', 'explainRequest'] }),
    askedBytes: 8000,
    ratchetBytes: 10_100,
    without: [...SCHEMES, ...HEAVY, 'the words for people'],
  },
  {
    title: 'diagnose, without rules',
    code: bundled({ diagnose: ['diagnose'] }),
    askedBytes: 14_000,
    without: [...SCHEMES, ...HEAVY, 'the words for people'],
  },
  {
    title: 'diagnose, in words',
    code: bundled({ diagnose: ['diagnose', 'explainDiagnosis', 'toText'] }),
    ratchetBytes: 26_250,
    without: [...SCHEMES, ...HEAVY],
  },
  {
    title: 'cors: all of it',
    code: "import * as all from 'bucket-preflight/cors'; console.log(all);",
    ratchetBytes: 44_550,
    without: [...SCHEMES, ...HEAVY, 'the words for people'],
  },
  {
    title: 'credentials: all of it',
    code: bundled({ credentials: ['readCredentials'] }),
    ratchetBytes: 3300,
    without: [...SCHEMES, ...HEAVY, 'the words for people'],
  },
];

/**
 * The scripts that a page loads by tag, by file of dist/.
 *
 * @type {readonly import('./entry-uses.mjs').ScriptSize[]}
 */
export const SCRIPT_SIZES = [
  { file: 'bucket-preflight.umd.min.js', askedBytes: 60_000, ratchetBytes: 99_350 },
  { file: 'bucket-preflight.zh-CN.umd.min.js', ratchetBytes: 11_900 },
];

function signing(entry, headers, url, own) {
  return {
    title: `${entry}: signing`,
    code: bundled({ [entry]: [headers, url] }),
    askedBytes: 5000,
    without: [...SCHEMES.filter((mark) => mark !== own), ...HEAVY, 'the words for people'],
  };
}

function managing(entry, own) {
  return {
    title: `${entry}: signing, uploads, CORS`,
    code: bundled({ '': CLIENT, [entry]: [entry] }),
    askedBytes: 12_000,
    ratchetBytes: 19_950,
    without: [...SCHEMES.filter((mark) => mark !== own), ...HEAVY, 'the words for people'],
  };
}

/** A module that imports names from entries and uses them, so that no bundler drops them. */
function bundled(namesByEntry) {
  const imports = Object.entries(namesByEntry).map(
    ([entry, names]) => `import { ${names} } from 'bucket-preflight${entry === '' ? '' : `/${entry}`}';`,
  );
  return `${imports.join('\n')}\nconsole.log(${Object.values(namesByEntry).flat()});`;
}
