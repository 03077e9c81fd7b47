import type { Credentials } from '../../src/model/credentials.js';
import { END, KEY, SECRET, TOKEN } from './answers.js';

/** What one producer answers, and where it has each field: the path at which it is missed when it is not there. */
export interface VendorAnswer {
  readonly producer: string;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly expected: Credentials;
  /** Key id, secret, token and end. */
  readonly paths: readonly [id: string, secret: string, token: string, end: string];
  /** The producer tells no end, so none is missed. */
  readonly tellsNoEnd?: true;
  /** What is missed without the token, where it alone tells this producer from a more common one. */
  readonly missedWithoutToken?: readonly string[];
}

const START = '2026-11-21T09:30:00Z';
const END_SECONDS = Date.parse(END) / 1000;
const START_SECONDS = Date.parse(START) / 1000;
const KEYS = { accessKeyId: KEY, secretAccessKey: SECRET, securityToken: TOKEN };
const WITH_END = { ...KEYS, expiration: new Date(END) };
const WITH_START = { ...WITH_END, startTime: new Date(START) };

const ALIBABA = { AccessKeyId: KEY, AccessKeySecret: SECRET, SecurityToken: TOKEN, Expiration: END };
const ALIBABA_NAMES = ['AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'Expiration'] as const;
const NEWER_ALIBABA = {
  accessKeyId: KEY,
  accessKeySecret: SECRET,
  securityToken: TOKEN,
  expiration: END,
};
const NEWER_ALIBABA_NAMES = ['accessKeyId', 'accessKeySecret', 'securityToken', 'expiration'] as const;
const TENCENT = { TmpSecretId: KEY, TmpSecretKey: SECRET, Token: TOKEN };
const R2 = { accessKeyId: KEY, secretAccessKey: SECRET, sessionToken: TOKEN };

function at(place: string, [id, secret, token, end]: VendorAnswer['paths'], endPlace = place) {
  return [`${place}.${id}`, `${place}.${secret}`, `${place}.${token}`, `${endPlace}.${end}`] as const;
}

/** Where the facts of the vendors' pages and SDKs name a shape, it is here. */
export const VENDOR_ANSWERS: readonly VendorAnswer[] = [
  {
    producer: 'Alibaba AssumeRole',
    // https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole
    answer: {
      RequestId: '6894B13B-0000-0000-0000-000000000000',
      AssumedRoleUser: { Arn: 'acs:ram::123456789012:role/adminrole/alice', AssumedRoleId: '344:alice' },
      Credentials: ALIBABA,
    },
    expected: WITH_END,
    paths: at('credentials.Credentials', ALIBABA_NAMES),
  },
  {
    producer: 'Alibaba’s newer SDK, @alicloud/sts20150401',
    answer: {
      headers: { date: 'x', 'x-acs-request-id': '6894B13B' },
      statusCode: 200,
      body: {
        requestId: '6894B13B-0000-0000-0000-000000000000',
        assumedRoleUser: { arn: 'acs:ram::123456789012:role/adminrole/alice', assumedRoleId: '344:alice' },
        credentials: NEWER_ALIBABA,
      },
    },
    expected: WITH_END,
    paths: at('credentials.body.credentials', NEWER_ALIBABA_NAMES),
  },
  {
    producer: 'the same, its body only',
    answer: { requestId: '6894B13B', credentials: NEWER_ALIBABA },
    expected: WITH_END,
    paths: at('credentials.credentials', NEWER_ALIBABA_NAMES),
  },
  {
    producer: 'Alibaba AssumeRole as axios hands it on',
    answer: {
      status: 200,
      statusText: 'OK',
      headers: { 'content-type': 'application/json' },
      config: { url: 'https://sts.aliyuncs.com', method: 'post' },
      request: {},
      data: { RequestId: '6894B13B', Credentials: ALIBABA },
    },
    expected: WITH_END,
    paths: at('credentials.data.Credentials', ALIBABA_NAMES),
  },
  {
    producer: 'the STS class of ali-oss',
    answer: { res: { status: 200, headers: { date: 'x' }, data: {} }, credentials: ALIBABA },
    expected: WITH_END,
    paths: at('credentials.credentials', ALIBABA_NAMES),
  },
  {
    producer: 'the client options of ali-oss',
    answer: { accessKeyId: KEY, accessKeySecret: SECRET, stsToken: TOKEN },
    expected: KEYS,
    paths: at('credentials', ['accessKeyId', 'accessKeySecret', 'stsToken', 'expiration']),
    tellsNoEnd: true,
  },
  {
    producer: 'the client options of ali-oss, in capitals',
    answer: { AccessKeyId: KEY, AccessKeySecret: SECRET, StsToken: TOKEN },
    expected: KEYS,
    paths: at('credentials', ['AccessKeyId', 'AccessKeySecret', 'StsToken', 'Expiration']),
    tellsNoEnd: true,
    missedWithoutToken: ['credentials.SecurityToken', 'credentials.Expiration'],
  },
  {
    producer: 'the sample servers of the OSS documentation',
    answer: { StatusCode: 200, ...ALIBABA },
    expected: WITH_END,
    paths: at('credentials', ALIBABA_NAMES),
  },
  {
    producer: 'the RAM role of an ECS instance',
    // LastUpdated is when the metadata server last looked: it is no start.
    answer: { ...ALIBABA, LastUpdated: START, Code: 'Success' },
    expected: WITH_END,
    paths: at('credentials', ALIBABA_NAMES),
  },
  {
    producer: 'Tencent AssumeRole',
    // https://www.tencentcloud.com/document/product/1150/49456
    answer: {
      Response: {
        Credentials: TENCENT,
        ExpiredTime: END_SECONDS,
        Expiration: END,
        RequestId: '4daec797-0000-0000-0000-000000000000',
      },
    },
    expected: WITH_END,
    paths: at(
      'credentials.Response.Credentials',
      ['TmpSecretId', 'TmpSecretKey', 'Token', 'ExpiredTime'],
      'credentials.Response',
    ),
  },
  {
    producer: 'qcloud-cos-sts',
    answer: {
      credentials: { tmpSecretId: KEY, tmpSecretKey: SECRET, sessionToken: TOKEN },
      startTime: START_SECONDS,
      expiredTime: END_SECONDS,
      expiration: END,
      requestId: '4daec797-0000-0000-0000-000000000000',
    },
    expected: WITH_START,
    paths: at(
      'credentials.credentials',
      ['tmpSecretId', 'tmpSecretKey', 'sessionToken', 'expiredTime'],
      'credentials',
    ),
  },
  {
    producer: 'the callback of cos-js-sdk-v5',
    answer: {
      TmpSecretId: KEY,
      TmpSecretKey: SECRET,
      SecurityToken: TOKEN,
      StartTime: START_SECONDS,
      ExpiredTime: END_SECONDS,
      ScopeLimit: true,
    },
    expected: WITH_START,
    paths: at('credentials', ['TmpSecretId', 'TmpSecretKey', 'SecurityToken', 'ExpiredTime']),
  },
  {
    producer: 'the callback of cos-js-sdk-v5, as it was',
    answer: {
      TmpSecretId: KEY,
      TmpSecretKey: SECRET,
      XCosSecurityToken: TOKEN,
      StartTime: START_SECONDS,
      ExpiredTime: END_SECONDS,
    },
    expected: WITH_START,
    paths: at('credentials', ['TmpSecretId', 'TmpSecretKey', 'XCosSecurityToken', 'ExpiredTime']),
    missedWithoutToken: ['credentials.SecurityToken'],
  },
  {
    producer: 'the role of a CVM instance',
    answer: { ...TENCENT, ExpiredTime: END_SECONDS, Expiration: END, Code: 'Success' },
    expected: WITH_END,
    paths: at('credentials', ['TmpSecretId', 'TmpSecretKey', 'Token', 'ExpiredTime']),
  },
  {
    producer: 'AWS AssumeRole',
    answer: {
      Credentials: { AccessKeyId: KEY, SecretAccessKey: SECRET, SessionToken: TOKEN, Expiration: END },
      AssumedRoleUser: { Arn: 'arn:aws:sts::123456789012:assumed-role/a/b', AssumedRoleId: 'AROA:b' },
    },
    expected: WITH_END,
    paths: at('credentials.Credentials', ['AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration']),
  },
  {
    producer: 'the AWS SDK for JavaScript',
    answer: { ...R2, expiration: new Date(END) },
    expected: WITH_END,
    paths: at('credentials', ['accessKeyId', 'secretAccessKey', 'sessionToken', 'expiration']),
    missedWithoutToken: ['credentials.securityToken'],
  },
  {
    producer: 'Cloudflare R2',
    // https://developers.cloudflare.com/r2/examples/authenticate-r2-temp-credentials/
    answer: { result: R2, success: true, errors: [], messages: [] },
    expected: KEYS,
    paths: at('credentials.result', ['accessKeyId', 'secretAccessKey', 'sessionToken', 'expiration']),
    tellsNoEnd: true,
  },
];
