import { describe, expect, it } from 'vitest';
import { isMixedContent } from '../../src/diagnose/is-mixed-content.js';

describe('isMixedContent', () => {
  it.each<readonly [page: string, url: string, blocked: boolean]>([
    ['https://app.example', 'http://store.example/a', true],
    ['https://app.example', 'https://store.example/a', false],
    ['http://app.example', 'http://store.example/a', false],
    ['null', 'http://store.example/a', false],
    ['https://app.example', 'http://127.0.0.1:9000/a', false],
    ['https://app.example', 'http://[::1]:9000/a', false],
    ['https://app.example', 'http://localhost/a', false],
    ['https://app.example', 'http://photos.localhost:9000/a', false],
    ['https://app.example', 'http://localhost.example/a', true],
    ['https://app.example', 'http://10.0.0.1/a', true],
  ])('%s to %s: %s', (page, url, blocked) => {
    expect(isMixedContent(page, url)).toBe(blocked);
  });
});
