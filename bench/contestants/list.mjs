// A contestant's `file` is a module of this folder or of the floor's. What `start` names there takes the library and gives
// a signer: `sign(index, now)` answers the value of `authorization`; `presign(index, now)` a URL, or
// `presignMany(indexes, now)` all of them.

/** Packages that an app bundles, with the names that it imports from each. */
const AWS4FETCH = { imports: { aws4fetch: ['AwsV4Signer'] } };
const SMITHY = { imports: { '@smithy/signature-v4': ['SignatureV4'] } };
const SMITHY_JAVASCRIPT = { imports: { ...SMITHY.imports, '@aws-crypto/sha256-js': ['Sha256'] } };

/** Packages that come as a script for pages, with the global that it makes. */
const ALI_OSS = { script: { package: 'ali-oss', file: 'dist/aliyun-oss-sdk.min.js', global: 'OSS' } };
const COS_JS = { script: { package: 'cos-js-sdk-v5', file: 'dist/cos-js-sdk-v5.min.js', global: 'COS' } };
const QINGSTOR = {
  script: { package: 'qingstor-sdk', file: 'dist/qingstor-sdk.min.js', global: 'qingstor_sdk' },
};

/** Who signs by which scheme. */
export const SCHEMES = {
  sigv4: {
    title: 'SigV4',
    contestants: [
      ...floorAndOurs('sigv4'),
      peer('aws4fetch', 'aws4fetch.mjs', AWS4FETCH, { needsWebCrypto: true }),
      peer('smithy + WebCrypto', 'smithy-webcrypto.mjs', SMITHY, { needsWebCrypto: true }),
      peer('smithy + sha256-js', 'smithy-javascript.mjs', SMITHY_JAVASCRIPT),
    ],
  },
  ossv4: {
    title: 'OSS V4',
    contestants: [...floorAndOurs('ossv4'), peer('ali-oss', 'ali-oss-v4.mjs', ALI_OSS)],
  },
  ossv1: {
    title: 'OSS V1',
    contestants: [...floorAndOurs('ossv1'), peer('ali-oss', 'ali-oss-v1.mjs', ALI_OSS)],
  },
  cos: {
    title: 'COS',
    contestants: [...floorAndOurs('cos'), peer('cos-js-sdk-v5', 'cos-js-sdk.mjs', COS_JS)],
  },
  qingstor: {
    title: 'QingStor',
    contestants: [...floorAndOurs('qingstor'), peer('qingstor-sdk', 'qingstor-sdk.mjs', QINGSTOR)],
  },
};

/** The packages whose versions count, each once. */
export function peerPackages() {
  const contestants = Object.values(SCHEMES).flatMap((scheme) => scheme.contestants);
  const names = contestants.flatMap(({ imports = {}, script }) => [
    ...Object.keys(imports),
    ...(script === undefined ? [] : [script.package]),
  ]);
  return [...new Set(names)];
}

/** The floor and this SDK, each from nothing and once the credentials have arrived. */
function floorAndOurs(scheme) {
  const floor = { role: 'floor', file: `floor/${scheme}.mjs`, needsWebCrypto: true };
  const ours = { role: 'ours', file: `contestants/ours-${scheme}.mjs`, needsWebCrypto: false };
  return [
    { ...floor, name: 'floor', start: 'start', isPrepared: false },
    { ...ours, name: 'ours', start: 'start', isPrepared: false },
    { ...floor, name: 'floor, prepared', start: 'startPrepared', isPrepared: true },
    { ...ours, name: 'ours, prepared', start: 'startPrepared', isPrepared: true },
  ];
}

function peer(name, file, source, { needsWebCrypto = false } = {}) {
  return {
    name,
    role: 'peer',
    file: `contestants/${file}`,
    start: 'start',
    isPrepared: false,
    needsWebCrypto,
    ...source,
  };
}
