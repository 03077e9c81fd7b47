import { describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../src/model/errors.js';
import { objectUrl } from '../../src/stores/object-url.js';

const endpoint = new URL('https://s3.example:9000');
const inPath = { endpoint, bucket: 'photos', addressing: 'path' } as const;
const inHost = { endpoint, bucket: 'photos', addressing: 'virtual-host' } as const;

describe('objectUrl', () => {
  it.each([
    ['a.txt', {}, '/a.txt'],
    ['dir/a b.txt', {}, '/dir/a%20b.txt'],
    ['/a', {}, '//a'],
    ['a//b', {}, '/a//b'],
    ['a/', {}, '/a/'],
    ['100%+(1)!.txt', {}, '/100%25%2B%281%29%21.txt'],
    ['报告', {}, '/%E6%8A%A5%E5%91%8A'],
    ['a?b#c', {}, '/a%3Fb%23c'],
    ['a', { uploadId: 'x+/=', partNumber: '1' }, '/a?uploadId=x%2B%2F%3D&partNumber=1'],
  ])('of the key %j with %j', (key, query, tail) => {
    expect(objectUrl(inPath, key, query)).toBe(`https://s3.example:9000/photos${tail}`);
    expect(objectUrl(inHost, key, query)).toBe(`https://photos.s3.example:9000${tail}`);
  });

  it('of the bucket itself', () => {
    expect(objectUrl(inPath, '', { cors: '' })).toBe('https://s3.example:9000/photos?cors');
    expect(objectUrl(inHost, '', { cors: '' })).toBe('https://photos.s3.example:9000/?cors');
    expect(objectUrl(inPath, '')).toBe('https://s3.example:9000/photos');
  });

  it('refuses half a character, in key and query', () => {
    expect(() => objectUrl(inPath, 'a\ud800')).toThrow(UnsupportedError);
    expect(() => objectUrl(inHost, 'a', { prefix: '\udc00' })).toThrow(UnsupportedError);
  });

  it.each(['.', '..', 'a/..', '../other-bucket/b', 'a/./b'])(
    'refuses the key %j, which a browser makes another one',
    (key) => {
      expect(() => objectUrl(inPath, key)).toThrow(UnsupportedError);
      expect(() => objectUrl(inHost, key)).toThrow(UnsupportedError);
    },
  );

  it.each(['...', '.a', 'a.', '%2e%2e', '..\\x'])('takes the key %j', (key) => {
    const { pathname } = new URL(objectUrl(inPath, key));
    expect(decodeURIComponent(pathname)).toBe(`/photos/${key}`);
  });
});
