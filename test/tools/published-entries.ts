import { createHash } from 'node:crypto';

/** A vector in the shape in which it is published. */
export interface PublishedEntry {
  readonly name: string;
  readonly scheme?: string;
  readonly conformant?: boolean;
  readonly verified?: boolean | string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

const oss = { accessKeyId: 'ak', accessKeySecret: 'sk' };
const ossQuery = {
  param1: 'value1',
  '+param1': 'value3',
  '|param1': 'value4',
  '+param2': '',
  '|param2': null,
  param2: '',
};
const cos = { secretId: 'AKIDTmpExample', secretKey: 'tmpSecretKey' };
const cosHost = 'examplebucket-1250000000.cos.ap-beijing.myqcloud.com';
const cosNamed = {
  ...cos,
  method: 'GET',
  path: '/dir/file.txt',
  query: { 'a/b': 'c=d', 'e&f': '1' },
  keyTime: '1767323045;1767324845',
};
const cosPolicy = {
  conditions: [
    { 'q-sign-algorithm': 'sha1' },
    { 'q-ak': cos.secretId },
    { 'q-sign-time': '1567150692;1567157892' },
  ],
};
const cosMasked = { secretId: 'QmFzZTY0IGlzIGEgZ*******', secretKey: 'ZfbOA78asKUYBcXFrJD0a1I*******' };
const qingstor = { accessKeyId: 'ENV_ACCESS_KEY_ID', secretAccessKey: 'ENV_SECRET_ACCESS_KEY' };
const aws = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
  service: 's3',
  amzDate: '20130524T000000Z',
};
const suite = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  form: 'header',
  method: 'GET',
  body: '',
  region: 'us-east-1',
  service: 'service',
  amzDate: '20150830T123600Z',
};
const suiteHost = ['Host', 'example.amazonaws.com'];
const suiteDate = ['X-Amz-Date', '20150830T123600Z'];
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * Each scheme and form once at least, in the many ways in which fields are given. Signatures are those of the vendors' own
 * tests and pages; the policies, the path encoded in another way and the last entry are made up, and expect only what
 * follows from them.
 */
export const PUBLISHED_ENTRIES: readonly PublishedEntry[] = [
  {
    name: 'oss v1 header: pairs, one of them without a value',
    scheme: 'oss-v1-header',
    input: {
      ...oss,
      method: 'GET',
      bucket: 'examplebucket',
      query: [['resourceGroup', null], ['acl']],
      headers: [['x-oss-date', 'Wed, 28 Dec 2022 10:27:41 GMT']],
    },
    expected: { authorization: 'OSS ak:x3E5TgOvl/i7PN618s5mEvpJDYk=' },
  },
  {
    name: 'oss v1 query: a short token, a URL in its own order',
    scheme: 'oss-v1-query',
    verified: true,
    input: {
      ...oss,
      securityToken: 'token',
      expires: '1699808204',
      method: 'GET',
      bucket: 'bucket',
      key: 'key+123',
      query: { versionId: 'versionId' },
    },
    expected: {
      stringToSign: 'GET\n\n\n1699808204\n/bucket/key+123?security-token=token&versionId=versionId',
      'x-oss-signature': 'jzKYRrM5y6Br0dRFPaTGOsbrDhY=',
      urlEncodedSignature: 'jzKYRrM5y6Br0dRFPaTGOsbrDhY%3D',
      signedUrl:
        'http://bucket.oss-cn-hangzhou.aliyuncs.com/key%2B123?Expires=1699808204&OSSAccessKeyId=ak&Signature=jzKYRrM5y6Br0dRFPaTGOsbrDhY%3D&security-token=token&versionId=versionId',
    },
  },
  {
    name: 'oss v4 header: Unix seconds, a payload header of its own',
    scheme: 'oss-v4-header',
    input: {
      ...oss,
      securityToken: 'token',
      method: 'PUT',
      bucket: 'bucket',
      key: '1234+-/123/1.txt',
      region: 'cn-hangzhou',
      time: 1702784856,
      query: ossQuery,
      headers: {
        'x-oss-head1': 'value',
        abc: 'value',
        'content-type': 'text/plain',
        'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
      },
    },
    expected: {
      authorization:
        'OSS4-HMAC-SHA256 Credential=ak/20231217/cn-hangzhou/oss/aliyun_v4_request,Signature=b94a3f999cf85bcdc00d332fbd3734ba03e48382c36fa4d5af5df817395bd9ea',
      canonicalRequest:
        'PUT\n/bucket/1234%2B-/123/1.txt\n%2Bparam1=value3&%2Bparam2&%7Cparam1=value4&%7Cparam2&param1=value1&param2\ncontent-type:text/plain\nx-oss-content-sha256:UNSIGNED-PAYLOAD\nx-oss-date:20231217T034736Z\nx-oss-head1:value\nx-oss-security-token:token\n\n\nUNSIGNED-PAYLOAD',
    },
  },
  {
    name: 'oss v4 query: further headers',
    scheme: 'oss-v4-query',
    input: {
      ...oss,
      method: 'PUT',
      bucket: 'bucket',
      key: '1234+-/123/1.txt',
      region: 'cb-123',
      product: 'oss-cloudbox',
      datetime: '20231217T025437Z',
      expires: 599,
      query: ossQuery,
      additionalHeaders: ['ZAbc', 'abc'],
      headers: {
        'x-oss-head1': 'value',
        abc: 'value',
        ZAbc: 'value',
        'content-type': 'application/octet-stream',
      },
    },
    expected: {
      signature: '07284191b9b4978ac3520cd39ee2dea2747eda454089359371ff463a6c7ba20f',
      addedQuery: { 'x-oss-additional-headers': 'abc;zabc', 'x-oss-expires': '599' },
    },
  },
  {
    name: 'oss post v1: the fields of the form',
    scheme: 'oss-post-v1',
    input: { ...oss, policy: '{"a":1}' },
    expected: {
      policyBase64: 'eyJhIjoxfQ==',
      formFields: { OSSAccessKeyId: 'ak', key: 'a/b', Policy: 'eyJhIjoxfQ==', file: '<bytes>' },
    },
  },
  {
    name: 'oss post v4',
    scheme: 'oss-post-v4',
    input: { ...oss, region: 'cn-hangzhou', datetime: '20260102T030405Z', policy: '{"a":1}' },
    expected: {
      policyBase64: 'eyJhIjoxfQ==',
      formFields: [['x-oss-credential', 'ak/20260102/cn-hangzhou/oss/aliyun_v4_request']],
    },
  },
  {
    name: 'cos header',
    scheme: 'cos-sha1',
    input: {
      ...cos,
      method: 'PUT',
      path: '/dir/file.txt',
      headers: { Host: 'examplebucket-1250000000.cos.ap-beijing.myqcloud.com' },
      keyTime: '1767323045;1767324845',
    },
    expected: {
      httpString: 'put\n/dir/file.txt\n\nhost=examplebucket-1250000000.cos.ap-beijing.myqcloud.com\n',
      headerList: 'host',
      signature: '50867ea2f386168411ec59e50153bbe5c32567f7',
    },
  },
  {
    name: 'cos query: no header, not even the host',
    scheme: 'cos-sha1-url',
    input: { ...cosMasked, method: 'PUT', path: '/test.jpg', keyTime: '1622702557;1622706157' },
    expected: {
      urlQuery:
        'q-sign-algorithm=sha1&q-ak=QmFzZTY0IGlzIGEgZ*******&q-sign-time=1622702557%3B1622706157&q-key-time=1622702557%3B1622706157&q-header-list=&q-url-param-list=&q-signature=820975b5a8eccce9455b94d4ebed14d66654bf3c',
    },
  },
  {
    name: 'cos query in one parameter',
    scheme: 'cos-sha1-url-merged',
    input: {
      ...cosMasked,
      method: 'PUT',
      path: '/test.jpg',
      query: { test: 'params' },
      keyTime: '1622702557;1622706157',
    },
    expected: { urlParamList: 'test', signature: '7757e84ed5f8953eafc30afcd2a5d1ad68e00d67' },
  },
  {
    name: 'cos header: encoded names',
    scheme: 'cos-sha1',
    input: { ...cosNamed, headers: { Host: cosHost, 'x-cos-meta-a+b': 'c d' } },
    expected: {
      headerList: 'host;x-cos-meta-a%2bb',
      urlParamList: 'a%2fb;e%26f',
      signature: '90481192e4ab34b43c46a3ab08a6050259d78b7d',
    },
  },
  {
    name: 'cos url: encoded names',
    scheme: 'cos-sha1-url',
    input: { ...cosNamed, headers: { Host: cosHost, 'x-cos-meta-a+b': 'c d' } },
    expected: {
      headerList: 'host;x-cos-meta-a%2bb',
      urlParamList: 'a%2fb;e%26f',
      signature: '90481192e4ab34b43c46a3ab08a6050259d78b7d',
    },
  },
  {
    name: 'cos url merged: encoded names',
    scheme: 'cos-sha1-url-merged',
    input: { ...cosNamed, headers: { Host: cosHost, 'x-cos-meta-a+b': 'c d' } },
    expected: {
      headerList: 'host;x-cos-meta-a%2bb',
      urlParamList: 'a%2fb;e%26f',
      signature: '90481192e4ab34b43c46a3ab08a6050259d78b7d',
    },
  },
  {
    name: 'cos post: a policy that is no text',
    scheme: 'cos-post',
    input: { ...cos, keyTime: '1567150692;1567157892', policy: cosPolicy },
    expected: {
      policyBase64: Buffer.from(JSON.stringify(cosPolicy)).toString('base64'),
      stringToSign: createHash('sha1').update(JSON.stringify(cosPolicy)).digest('hex'),
      formFields: { 'q-ak': 'AKIDTmpExample', 'q-key-time': '1567150692;1567157892' },
    },
  },
  {
    name: 'qingstor header: a bucket in the host, told by the URL',
    input: {
      ...qingstor,
      form: 'header',
      method: 'GET',
      url: 'https://bucket-name.qingstor.com/?acl',
      bucket: 'bucket-name',
      headers: { Date: 'Mon, 01 Jan 0001 00:00:00 GMT', 'content-length': 11 },
    },
    expected: { authorization: 'QS ENV_ACCESS_KEY_ID:y0rP8LnEGUiV/JcuCMHZC4OMRZNzKRw9w7AnqehJZW8=' },
  },
  {
    name: 'qingstor header: a path encoded in another way',
    input: {
      ...qingstor,
      form: 'header',
      method: 'GET',
      addressing: 'virtual-host',
      bucket: 'photos',
      encodedPath: '/a%2fb',
      headers: { 'x-qs-date': 'then' },
    },
    expected: { stringToSign: 'GET\n\n\n\nx-qs-date:then\n/photos/a%2fb' },
  },
  {
    name: 'qingstor query',
    input: {
      ...qingstor,
      form: 'query',
      expires: 3600,
      method: 'GET',
      url: 'https://qingstor.com/?acl&upload_id=fde133b5f6d932cd9c79bac3c7318da1&part_number=0',
      headers: { 'X-QS-Test-2': 'Test 2', 'X-QS-Test-1': 'Test 1' },
    },
    expected: {
      signedUrl:
        'https://qingstor.com/?acl&upload_id=fde133b5f6d932cd9c79bac3c7318da1&part_number=0&access_key_id=ENV_ACCESS_KEY_ID&expires=3600&signature=GRL3p3NOgHR9CQygASvyo344vdnO1hFke6ZvQ5mDVHM=',
    },
  },
  {
    name: 'qingstor post',
    verified: 'self-consistent only',
    input: { ...qingstor, form: 'post', policyJson: '{"key":"a","content-type":"image/png"}' },
    expected: {
      policy: 'eyJrZXkiOiJhIiwiY29udGVudC10eXBlIjoiaW1hZ2UvcG5nIn0=',
      formFields: [
        ['access_key_id', 'ENV_ACCESS_KEY_ID'],
        ['content-type', 'image/png'],
      ],
    },
  },
  {
    name: 'aws header',
    input: {
      ...aws,
      form: 'header',
      method: 'GET',
      encodedPath: '/',
      query: [['lifecycle', '']],
      headers: [
        ['Host', 'examplebucket.s3.amazonaws.com'],
        ['x-amz-content-sha256', emptyHash],
        ['x-amz-date', '20130524T000000Z'],
      ],
    },
    expected: { signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543' },
  },
  {
    name: 'aws query: all of it in the URL',
    input: {
      ...aws,
      form: 'query',
      method: 'GET',
      url: 'https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host',
    },
    expected: { signature: 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404' },
  },
  {
    name: 'aws post',
    input: { ...aws, form: 'post', policyJson: '{"a":1}' },
    expected: {
      policyBase64: 'eyJhIjoxfQ==',
      formFields: { 'X-Amz-Credential': 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request' },
    },
  },
  {
    name: 'aws chunk',
    input: {
      ...aws,
      form: 'chunk',
      previousSignature: 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
      chunk: "'a' x 1024",
    },
    expected: { signature: '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497' },
  },
  {
    name: 'aws header of another service: spaces in values',
    input: {
      ...suite,
      rawPath: '/./',
      rawQuery: '',
      headers: [suiteHost, ['My-Header1', ' value1'], ['My-Header2', ' "a   b   c"'], suiteDate],
    },
    expected: { signature: 'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736' },
  },
  {
    name: 'aws header of another service: a name twice',
    input: {
      ...suite,
      rawPath: '/',
      rawQuery: 'Param1=value2&Param1=Value1',
      headers: [suiteHost, suiteDate],
    },
    expected: { signature: 'eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1' },
  },
  {
    name: 'aws header: a parameter twice, which no public signer takes',
    input: {
      ...aws,
      form: 'header',
      method: 'GET',
      host: 's3.example:9000',
      protocol: 'http:',
      key: 'a b',
      query: 'x=2&x=1',
      payloadHash: 'UNSIGNED-PAYLOAD',
    },
    expected: {
      canonicalRequest:
        'GET\n/a%20b\nx=1&x=2\nhost:s3.example:9000\nx-amz-content-sha256:UNSIGNED-PAYLOAD\nx-amz-date:20130524T000000Z\n\nhost;x-amz-content-sha256;x-amz-date\nUNSIGNED-PAYLOAD',
    },
  },
];

/** How many of them no public signer signs. */
export const CORE_ENTRIES = 5;
