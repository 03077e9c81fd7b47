import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateRules } from '../../src/rules/evaluate-rules.js';
import { matchPattern } from '../../src/rules/match-pattern.js';
import { nearMiss } from '../../src/rules/near-miss.js';
import { aws } from '../../src/stores/aws.js';

describe('nearMiss', () => {
  it.each([
    ['http://a.example', 'https://a.example', 'scheme'],
    ['https://a.example', 'http://a.example', 'scheme'],
    ['http://*.a.example', 'https://x.a.example', 'scheme'],
    ['https://a.example:8080', 'https://a.example', 'port'],
    ['https://a.example', 'https://a.example:8080', 'port'],
    ['https://a.example:8080', 'https://a.example:9090', 'port'],
    ['https://*.a.example', 'https://x.a.example:8080', 'port'],
    ['https://*.a.example:8080', 'https://x.a.example', 'port'],
    ['https://*.a.example:8080', 'https://x.a.example:9090', 'port'],
    ['https://a.example:443', 'https://a.example', 'default-port'],
    ['http://a.example:80', 'http://a.example', 'default-port'],
    ['https://www.a.example', 'https://a.example', 'www'],
    ['https://a.example', 'https://www.a.example', 'www'],
    ['https://*.a.example', 'https://a.example', 'apex'],
    ['https://a.example/', 'https://a.example', 'trailing-slash'],
    ['https://*.a.example/', 'https://x.a.example', 'trailing-slash'],
    ['https://a.example/app', 'https://a.example', 'path'],
    ['HTTPS://A.example', 'https://a.example', 'case'],
    ['http://localhost:3000', 'http://127.0.0.1:3000', 'loopback'],
    ['http://127.0.0.1:3000', 'http://localhost:3000', 'loopback'],
    ['a.example', 'https://a.example', 'no-scheme'],
    ['a.example:3000', 'http://a.example:3000', 'no-scheme'],
  ] as const)('%s and %s: %s', (pattern, origin, kind) => {
    expect(nearMiss(pattern, origin)).toBe(kind);
  });

  it.each([
    ['https://a.example', 'https://a.example'],
    ['*', 'https://a.example'],
    ['https://*.a.example', 'https://x.a.example'],
    ['https://a.example', 'https://b.example'],
    ['http://a.example:8080', 'https://a.example'],
    ['https://example.com', 'https://app.example.com'],
    ['', 'https://a.example'],
    ['https://a.example', 'null'],
    ['https://a.example', 'https://a.example:123456'],
  ])('%j and %j: none', (pattern, origin) => {
    expect(nearMiss(pattern, origin)).toBeNull();
  });

  it('is never named of a pattern that matches, and never throws', () => {
    const text = fc.oneof(fc.webUrl(), fc.string(), fc.string({ unit: 'binary' }), fc.constant('https://*'));
    fc.assert(
      fc.property(text, text, (pattern, origin) => {
        if (matchPattern(pattern, origin)) expect(nearMiss(pattern, origin)).toBeNull();
        else nearMiss(pattern, origin);
      }),
    );
  });
});

describe('the nearest rule', () => {
  const rule = (origin: string, methods: string[], headers: string[] = []) => ({
    allowedOrigins: [origin],
    allowedMethods: methods,
    allowedHeaders: headers,
  });
  const asked = {
    kind: 'preflight',
    origin: 'https://a.example',
    method: 'PUT',
    headers: ['x-a', 'x-b'],
  } as const;

  it('is one for the origin, then one that misses it by one thing, then that which lacks least', () => {
    const rules = [
      rule('https://b.example', ['PUT'], ['*']),
      rule('http://a.example', ['PUT'], ['*']),
      rule('https://a.example', ['GET']),
      rule('https://a.example', ['GET'], ['x-a', 'x-b']),
    ];
    const { nearest, trace } = evaluateRules(rules, aws, asked);
    expect(nearest).toEqual([3, 2, 1, 0]);
    expect(trace[1]?.originNearMisses).toEqual([{ pattern: 'http://a.example', kind: 'scheme' }]);
    expect(trace[0]?.originNearMisses).toEqual([]);
  });

  it('is one that matches, where there is one', () => {
    const rules = [rule('https://a.example', ['PUT'], ['x-a']), rule('*', ['PUT'], ['*'])];
    expect(evaluateRules(rules, aws, asked).nearest).toEqual([1, 0]);
  });
});
