import { describe, expect, it } from 'vitest';
import { cosDialect, ossDialect, qingstorDialect, s3Dialect } from '../../../src/node/index.js';
import type { Operation } from '../../../src/node/local-bucket/operation.js';
import { parseTarget } from '../../../src/node/local-bucket/target.js';

describe.each([s3Dialect, ossDialect, cosDialect, qingstorDialect])('a read on $name', (dialect) => {
  const read = (target: string): Operation => {
    const head = { method: 'GET', target, headers: [] };
    return dialect.readOperation({ ...head, at: parseTarget(head, []) });
  };

  it('is no read with as many overrides as there are parameters, of which one is another', () => {
    const target = '/photos/a?acl&response-expires=a&response-expires=b';
    const name = (): string => read(target).name;
    expect(name).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
    expect(read('/photos/a?acl&response-expires=a').name).toBe('NotBuilt');
    expect(read('/photos/a?response-expires=a&response-content-type=b')).toMatchObject({
      name: 'GetObject',
      overrides: [
        ['expires', 'a'],
        ['content-type', 'b'],
      ],
    });
  });

  it('refuses an override that comes twice', () => {
    const name = (): string => read('/photos/a?response-expires=a&response-expires=b').name;
    expect(name).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
  });
});
