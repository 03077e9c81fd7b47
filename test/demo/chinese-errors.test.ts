import { ConfigError, HttpError, type Issue, ParseError, readCorsDocument } from 'bucket-preflight';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorWords } from '../../demo/error-words.js';
import type { FormValues } from '../../demo/form.js';
import { issueWords } from '../../demo/issue-words.js';
import { prepare } from '../../demo/prepare.js';
import { setLanguage } from '../../demo/texts.js';

beforeAll(() => setLanguage('zh-CN'));
afterAll(() => setLanguage('en'));

const GOOD: FormValues = {
  store: 's3',
  endpoint: 'http://127.0.0.1:9000',
  region: 'us-east-1',
  bucket: 'photos',
  key: 'a.txt',
  addressing: 'path',
  credentialsFrom: 'server',
  credentials: '',
  method: 'PUT',
  contentType: 'text/plain',
  headers: '',
  signing: 'header',
  rules: '',
};
const OWN = { sts: async () => '', signs: () => false };

const ENDED =
  '{"Credentials":{"AccessKeyId":"a","SecretAccessKey":"b","SessionToken":"c","Expiration":"2020-01-01T00:00:00Z"}}';

/** What stays as it is: what is quoted, addresses, names of fields and headers, and words that Chinese has none for. */
const SAME =
  /“[^”]*”|https?:\/\/\S+|us-west-2|\b(?:http|https|OSS|STS|JSON|XML|ASCII|CORS|ISO 8601|Unix|Content-Type|AssumeRole|x-\w+|Credentials|Expiration|AccessKeyId|SecretAccessKey|SessionToken|maxAgeSeconds|MaxAgeSeconds)\b/g;

describe('what is wrong with the form, in Chinese', () => {
  it.each<[string, Partial<FormValues>]>([
    ['no address', { endpoint: 'photos' }],
    ['a path in the address', { endpoint: 'https://a.example/b' }],
    ['a password in the address', { endpoint: 'https://a:b@c.example' }],
    ['a region in capitals', { region: 'US' }],
    ['a region with oss-', { store: 'oss', region: 'oss-cn-hangzhou' }],
    ['no bucket', { bucket: '' }],
    ['a bucket before an IP address', { addressing: 'virtual-host' }],
    [
      'a bucket that stands in the host',
      { endpoint: 'https://photos.a.example', addressing: 'virtual-host' },
    ],
    ['no key', { key: '' }],
    ['a key with dots', { key: 'a/../b' }],
    ['lines that are no headers', { headers: 'a\nx-b: 图\nx-c: 1\nX-C: 2\nContent-Type: a/b' }],
    ['no credentials', { credentialsFrom: 'paste' }],
    ['what are no credentials', { credentialsFrom: 'paste', credentials: 'hello' }],
    ['half of credentials', { credentialsFrom: 'paste', credentials: '{"AccessKeyId":"a"}' }],
    ['credentials that have ended', { credentialsFrom: 'paste', credentials: ENDED }],
    ['what are no rules', { rules: 'hello' }],
    ['broken XML', { rules: '<CORSConfiguration>\n<CORSRule>' }],
    [
      'rules with a wrong part',
      { rules: '[{"AllowedOrigins":["*"],"AllowedMethods":["GET"],"MaxAgeSeconds":"x"}]' },
    ],
  ])('%s', async (_, values) => {
    const { issues } = await prepare({ ...GOOD, ...values }, OWN);
    expect(issues).not.toEqual([]);
    for (const issue of issues) {
      const words = issueWords('字段', issue);
      expect(words).toMatch(/\p{Script=Han}/u);
      expect(words.replaceAll(SAME, '')).not.toMatch(/[a-z]{2}/i);
      expect(words).toMatch(/^字段：/);
    }
  });

  it('says what is set by the signature or the browser', () => {
    const issue: Issue = {
      code: 'invalid',
      path: 'headers.host',
      value: '',
      message: 'is set by the browser alone',
    };
    expect(issueWords('其他请求头', issue)).toBe(
      '其他请求头：host 由签名或浏览器自己设置，页面改不了：请去掉它',
    );
  });
});

describe('what an error says, in Chinese', () => {
  it.each([
    [new ConfigError('The rules cannot be put', []), '这样不行，什么都没有发送'],
    [new ParseError('Not well-formed XML: mismatch (line 7)'), '无法读懂这份文档（第 7 行）'],
    [new Error('这个页面的服务器没有响应。'), '这个页面的服务器没有响应。'],
    // The browser's own words.
    [new TypeError('Failed to fetch'), 'Failed to fetch'],
  ])('%s', (error, words) => {
    expect(errorWords(error)).toBe(words);
  });

  it('names what the store said', () => {
    const answer = { kind: 'denied', serviceCode: 'AccessDenied', serviceMessage: 'no' } as const;
    const error = new HttpError({ method: 'PUT', url: 'https://a.example/' }, 403, answer);
    expect(errorWords(error)).toBe('存储拒绝了这个请求：403 AccessDenied');
  });

  it('is told of a document with the line', async () => {
    const error = await readCorsDocument('<CORSConfiguration>\n<CORSRule>').catch((thrown) => thrown);
    expect(errorWords(error)).toMatch(/^无法读懂这份文档（第 \d 行）/);
  });
});
