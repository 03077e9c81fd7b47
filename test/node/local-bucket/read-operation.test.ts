import { describe, expect, it } from 'vitest';
import { cephDialect, cosDialect, ossDialect, qingstorDialect, s3Dialect } from '../../../src/node/index.js';
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

const CONDITIONS = ['If-Match', 'If-None-Match', 'If-Modified-Since', 'If-Unmodified-Since'];

describe.each([
  [s3Dialect, ['If-Match', 'If-None-Match']],
  [cephDialect, ['If-Match', 'If-None-Match']],
  [ossDialect, []],
  [cosDialect, []],
  [qingstorDialect, []],
])('a condition on $name', (dialect, ofPut) => {
  const upload = dialect === qingstorDialect ? 'upload_id' : 'uploadId';
  const part = dialect === qingstorDialect ? 'part_number' : 'partNumber';

  it.each(CONDITIONS)('%s counts where an object is read, and is nowhere passed over', (condition) => {
    const read = (method: string, target: string): Operation => {
      const headers = [[condition.toLowerCase(), 'x']] as const;
      const head = { method, target, headers };
      return dialect.readOperation({ ...head, at: parseTarget(head, []) });
    };
    expect(read('GET', '/photos/a').name).toBe('GetObject');
    expect(read('HEAD', '/photos/a').name).toBe('HeadObject');
    const put = read('PUT', '/photos/a');
    if (ofPut.includes(condition)) expect(put.name).toBe('PutObject');
    else expect(put).toMatchObject({ name: 'NotBuilt', header: condition.toLowerCase() });
    for (const [method, target] of [
      ['DELETE', '/photos/a'],
      ['POST', '/photos/a?uploads'],
      ['PUT', `/photos/a?${upload}=u&${part}=1`],
      ['POST', `/photos/a?${upload}=u`],
      ['DELETE', `/photos/a?${upload}=u`],
      ['GET', `/photos/a?${upload}=u`],
      ['PUT', '/photos'],
      ['DELETE', '/photos'],
      ['GET', '/photos'],
      ['PUT', '/photos?cors'],
      ['GET', '/photos?cors'],
      ['DELETE', '/photos?cors'],
    ] as const) {
      expect(read(method, target), `${method} ${target}`).toMatchObject({
        name: 'NotBuilt',
        header: condition.toLowerCase(),
      });
    }
  });
});
