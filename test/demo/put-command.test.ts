import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ownPutCommand, putCommand } from '../../demo/put-command.js';

describe('putCommand', () => {
  it('names the endpoint, so that it does not go to a bucket of the same name elsewhere', () => {
    const endpoint = 'http://127.0.0.1:8000';
    expect(putCommand({ store: 's3', endpoint, region: 'us-east-1', bucket: 'my.photos' })).toBe(
      'aws s3api put-bucket-cors --endpoint-url http://127.0.0.1:8000 --region us-east-1 --bucket my.photos ' +
        '--cors-configuration file://cors.json',
    );
  });

  it('gives a shell nothing to run', () => {
    const endpoint = "http://a$(b);c'd`e`/store/";
    const command = putCommand({ store: 's3', endpoint, region: '$(x)', bucket: "it's; echo x" });
    const printed = execFileSync('sh', ['-c', command.replace('aws', 'printf "%s\\n"')]).toString();
    expect(printed.split('\n')).toEqual([
      's3api',
      'put-bucket-cors',
      '--endpoint-url',
      endpoint.slice(0, -1),
      '--region',
      '$(x)',
      '--bucket',
      "it's; echo x",
      '--cors-configuration',
      'file://cors.json',
      '',
    ]);
  });
});

describe('ownPutCommand', () => {
  it('names the store, and no region where there is none', () => {
    expect(ownPutCommand({ store: 'oss', endpoint: 'https://a.example/', region: '', bucket: "b'c" })).toBe(
      "npx bucket-preflight cors put cors.txt --store oss --bucket 'b'\\''c' --endpoint https://a.example",
    );
  });
});
