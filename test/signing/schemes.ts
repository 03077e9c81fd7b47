import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { awsV4Signer } from '../../src/signing/aws-v4/signer.js';
import { cosSigner } from '../../src/signing/cos/signer.js';
import { ossV1Signer } from '../../src/signing/oss-v1/signer.js';
import { ossV4Signer } from '../../src/signing/oss-v4/signer.js';
import { qingstorSigner } from '../../src/signing/qingstor/signer.js';
import type { SignatureTrace, Signer } from '../../src/signing/signer.js';
import { isKeptInForm } from './arbitraries.js';
import type { Subject } from './subject.js';

/** A scheme, and what its vendor's pages say of it, told in another way than the code tells it. */
export interface Scheme {
  readonly title: string;
  readonly signer: Signer;
  /** How the names of the vendor's own headers begin. */
  readonly prefix: string;
  /** Names of headers that are signed, lower-case, and of those that are not. */
  readonly signedHeader: fc.Arbitrary<string>;
  readonly unsignedHeader?: fc.Arbitrary<string>;
  /** Names of query parameters that are signed, and of those that are not. */
  readonly signedParameter: fc.Arbitrary<string>;
  readonly unsignedParameter?: fc.Arbitrary<string>;
  /** Two names are one parameter to the store when this gives the same. */
  readonly foldParameter: (name: string) => string;
  /** Takes the signature out of `authorization`. */
  readonly inAuthorization: RegExp;
  /** The name of the signature in a URL and in a form. */
  readonly parameter: string;
  readonly field: string;
  /** The names of the token. */
  readonly token?: { readonly header: string; readonly parameter: string; readonly field: string };
  /** The headers that hold a key of the caller's. */
  readonly keyHeaders: readonly string[];
  /** Whether a form may have this key. */
  readonly takesKeyInForm: (key: string) => boolean;
  /** What else a presigned URL may be asked for. */
  readonly urlOptions: readonly object[];
  /** Longest life of a URL. */
  readonly maxSeconds: number;
  /** Whether the path that is signed is the one that a browser sends. */
  readonly signsPath: (trace: SignatureTrace, sent: URL, subject: Subject) => boolean;
  /** The signature of a string to sign, and that of the policy of a form, by Node's hashes. */
  readonly sign: (stringToSign: string, subject: Subject) => string;
  readonly signPolicy: (fields: Readonly<Record<string, string>>, subject: Subject) => string;
}

const OWN_NAME = "[a-z0-9!#$%&'*+.^_`|~-]{1,12}";
const anyHeader = fc.oneof(
  fc.stringMatching(new RegExp(`^x-${OWN_NAME}$`)),
  fc.constantFrom('content-type', 'content-md5', 'content-disposition', 'cache-control', 'if-match'),
);
/** A parameter's name as nobody should choose it. */
const anyParameter = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 });
const signedByPrefix = (prefix: string) =>
  fc.oneof(
    fc.stringMatching(new RegExp(`^${prefix}meta-${OWN_NAME}$`)),
    fc.constantFrom('content-type', 'content-md5'),
  );
const unsignedByPrefix = (prefix: string) =>
  anyHeader.filter((name) => !name.startsWith(prefix) && name !== 'content-type' && name !== 'content-md5');
const same = (name: string) => name;
/** COS lower-cases what is left after the encoding. */
const lowerAscii = (name: string) => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const sse = (vendor: string) =>
  ['server-side-encryption', 'copy-source-server-side-encryption'].map(
    (kind) => `x-${vendor}-${kind}-customer-key`,
  );

function hmac(hash: string, key: string | Buffer, text: string): Buffer {
  return createHmac(hash, key).update(text).digest();
}

function v4(prefix: string, service: string, terminator: string) {
  return (text: string, { credentials, now, region }: Subject) => {
    const day = now.toISOString().slice(0, 10).replaceAll('-', '');
    let key: string | Buffer = prefix + credentials.secretAccessKey;
    for (const part of [day, region, service, terminator]) key = hmac('sha256', key, part);
    return hmac('sha256', key, text).toString('hex');
  };
}

const signAws = v4('AWS4', 's3', 'aws4_request');
const signOssV4 = v4('aliyun_v4', 'oss', 'aliyun_v4_request');
const signOssV1 = (text: string, { credentials }: Subject) =>
  hmac('sha1', credentials.secretAccessKey, text).toString('base64');
const signQingstor = (text: string, { credentials }: Subject) =>
  hmac('sha256', credentials.secretAccessKey, text).toString('base64');
function signCos(keyTime: string, text: string, { credentials }: Subject): string {
  const key = hmac('sha1', credentials.secretAccessKey, keyTime).toString('hex');
  return hmac('sha1', key, text).toString('hex');
}

/** A path as sent, without the bucket where that stands in it, and so that it begins with `/`. */
function pathOfKey({ pathname }: URL, { addressing, bucket }: Subject): string {
  return addressing === 'path' ? pathname.slice(`/${bucket}`.length) : pathname;
}

const OSS_SUB_RESOURCES =
  'acl uploads uploadId partNumber continuation-token response-content-disposition versionId x-oss-process x-oss-other';
const QINGSTOR_SUB_RESOURCES = 'acl cors uploads upload_id part_number response-content-disposition versions';
const names = (list: string) => fc.constantFrom(...list.split(' '));

export const SCHEMES: readonly Scheme[] = [
  {
    title: 'aws-v4',
    signer: awsV4Signer,
    prefix: 'x-amz-',
    signedHeader: anyHeader,
    signedParameter: anyParameter,
    foldParameter: same,
    inAuthorization: /, Signature=([0-9a-f]{64})$/,
    parameter: 'X-Amz-Signature',
    field: 'x-amz-signature',
    token: {
      header: 'x-amz-security-token',
      parameter: 'X-Amz-Security-Token',
      field: 'x-amz-security-token',
    },
    keyHeaders: sse('amz'),
    takesKeyInForm: isKeptInForm,
    urlOptions: [{}],
    maxSeconds: 604_800,
    signsPath: ({ canonicalRequest }, { pathname }) => canonicalRequest?.split('\n')[1] === pathname,
    sign: signAws,
    signPolicy: ({ policy = '' }, subject) => signAws(policy, subject),
  },
  {
    title: 'oss-v4',
    signer: ossV4Signer,
    prefix: 'x-oss-',
    signedHeader: signedByPrefix('x-oss-'),
    unsignedHeader: unsignedByPrefix('x-oss-'),
    signedParameter: anyParameter,
    foldParameter: same,
    inAuthorization: /,Signature=([0-9a-f]{64})$/,
    parameter: 'x-oss-signature',
    field: 'x-oss-signature',
    token: {
      header: 'x-oss-security-token',
      parameter: 'x-oss-security-token',
      field: 'x-oss-security-token',
    },
    keyHeaders: sse('oss'),
    takesKeyInForm: isKeptInForm,
    urlOptions: [{}, { additionalHeaders: ['host'] }],
    maxSeconds: 604_800,
    signsPath: ({ canonicalRequest }, sent, subject) =>
      canonicalRequest?.split('\n')[1] === `/${subject.bucket}${pathOfKey(sent, subject)}`,
    sign: signOssV4,
    signPolicy: ({ policy = '' }, subject) => signOssV4(policy, subject),
  },
  {
    title: 'oss-v1',
    signer: ossV1Signer,
    prefix: 'x-oss-',
    signedHeader: signedByPrefix('x-oss-'),
    unsignedHeader: unsignedByPrefix('x-oss-'),
    signedParameter: names(OSS_SUB_RESOURCES),
    unsignedParameter: names('prefix marker max-keys list-type ACL partnumber x-other'),
    foldParameter: same,
    inAuthorization: /^OSS AKIDFIXTURE:(.{27}=)$/,
    parameter: 'Signature',
    field: 'Signature',
    token: {
      header: 'x-oss-security-token',
      parameter: 'security-token',
      field: 'x-oss-security-token',
    },
    keyHeaders: sse('oss'),
    takesKeyInForm: isKeptInForm,
    urlOptions: [{}],
    maxSeconds: Number.POSITIVE_INFINITY,
    signsPath: ({ stringToSign }, sent, subject) => {
      const [path = ''] = stringToSign
        .slice(stringToSign.indexOf(`\n/${subject.bucket}/`) + 1)
        .split('?security-');
      return path === `/${subject.bucket}${decodeURIComponent(pathOfKey(sent, subject))}`;
    },
    sign: signOssV1,
    signPolicy: ({ policy = '' }, subject) => signOssV1(policy, subject),
  },
  {
    title: 'cos',
    signer: cosSigner,
    prefix: 'x-cos-',
    signedHeader: anyHeader,
    signedParameter: anyParameter,
    foldParameter: lowerAscii,
    inAuthorization: /&q-signature=([0-9a-f]{40})$/,
    parameter: 'q-signature',
    field: 'q-signature',
    token: {
      header: 'x-cos-security-token',
      parameter: 'x-cos-security-token',
      field: 'x-cos-security-token',
    },
    keyHeaders: sse('cos'),
    takesKeyInForm: isKeptInForm,
    urlOptions: [{}, { merged: true }],
    maxSeconds: Number.POSITIVE_INFINITY,
    signsPath: ({ canonicalRequest }, { pathname }, { method }) =>
      canonicalRequest?.startsWith(`${method.toLowerCase()}\n${decodeURIComponent(pathname)}\n`) === true,
    sign: (stringToSign, subject) => signCos(stringToSign.split('\n')[1] ?? '', stringToSign, subject),
    signPolicy: ({ policy = '', 'q-key-time': keyTime = '' }, subject) =>
      signCos(keyTime, createHash('sha1').update(Buffer.from(policy, 'base64')).digest('hex'), subject),
  },
  {
    title: 'qingstor',
    signer: qingstorSigner,
    prefix: 'x-qs-',
    signedHeader: signedByPrefix('x-qs-'),
    unsignedHeader: unsignedByPrefix('x-qs-'),
    signedParameter: names(QINGSTOR_SUB_RESOURCES),
    unsignedParameter: names('prefix marker limit uploadId CORS x-qs-other'),
    foldParameter: same,
    inAuthorization: /^QS AKIDFIXTURE:(.{43}=)$/,
    parameter: 'signature',
    field: 'signature',
    keyHeaders: ['x-qs-encryption-customer-key', 'x-qs-copy-source-encryption-customer-key'],
    takesKeyInForm: (key) => isKeptInForm(key) && !key.startsWith('/'),
    urlOptions: [{}],
    maxSeconds: Number.POSITIVE_INFINITY,
    signsPath: ({ stringToSign }, sent, subject) =>
      stringToSign.endsWith(`\n/${subject.bucket}${pathOfKey(sent, subject)}`),
    sign: signQingstor,
    signPolicy: ({ policy = '' }, subject) => signQingstor(policy, subject),
  },
];
