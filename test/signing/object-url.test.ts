import { describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../src/model/errors.js';
import { locateBucket } from '../../src/signing/locate-bucket.js';
import { objectUrl } from '../../src/signing/object-url.js';
import { LONE_SURROGATES, RESOLVED_KEYS } from './arbitraries.js';

const endpoint = 'https://s3.example:9000';
const inPath = locateBucket({ endpoint, bucket: 'photos', addressing: 'path' });
const inHost = locateBucket({ endpoint, bucket: 'photos', addressing: 'virtual-host' });
const ownHost = locateBucket({ endpoint, bucket: 'photos', addressing: 'custom-domain' });

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
    ['a', { 'a b': '', "'": '*' }, '/a?a%20b&%27=%2A'],
  ])('of the key %j with %j', (key, query, tail) => {
    expect(objectUrl(inPath, key, query)).toBe(`https://s3.example:9000/photos${tail}`);
    expect(objectUrl(inHost, key, query)).toBe(`https://photos.s3.example:9000${tail}`);
    expect(objectUrl(ownHost, key, query)).toBe(`https://s3.example:9000${tail}`);
  });

  it('of the bucket itself', () => {
    expect(objectUrl(inPath, '', { cors: '' })).toBe('https://s3.example:9000/photos?cors');
    expect(objectUrl(inHost, '', { cors: '' })).toBe('https://photos.s3.example:9000/?cors');
    expect(objectUrl(ownHost, '', { cors: '' })).toBe('https://s3.example:9000/?cors');
    expect(objectUrl(inPath, '')).toBe('https://s3.example:9000/photos');
  });

  it('of the service itself', () => {
    const service = locateBucket({ endpoint, bucket: '', addressing: 'path' });
    expect(objectUrl(service, '')).toBe('https://s3.example:9000/');
  });

  it.each(LONE_SURROGATES)('refuses half a character, in key and query: %j', (text) => {
    expect(() => objectUrl(inPath, text)).toThrow(UnsupportedError);
    expect(() => objectUrl(inHost, 'a', { prefix: text })).toThrow(UnsupportedError);
    expect(() => objectUrl(inHost, 'a', { [text]: 'a' })).toThrow(UnsupportedError);
  });

  it.each(RESOLVED_KEYS)('refuses the key %j, which a browser makes another one', (key) => {
    expect(() => objectUrl(inPath, key)).toThrow(UnsupportedError);
    expect(() => objectUrl(inHost, key)).toThrow(UnsupportedError);
  });

  it.each(['...', '.a', 'a.', '%2e%2e', '..\\x'])('takes the key %j', (key) => {
    const { pathname } = new URL(objectUrl(inPath, key));
    expect(decodeURIComponent(pathname)).toBe(`/photos/${key}`);
  });
});
