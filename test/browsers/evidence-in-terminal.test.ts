import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { runShell } from '../cli/run-shell.js';
import { assumeRole } from '../support/assume-role.js';
import { openSdkPage, type SdkPage } from '../support/engine-page.js';
import { describeWithEngines } from '../support/engines/describe-with-engines.js';

const ANYBODY = { allowedOrigins: ['*'], allowedMethods: ['GET', 'PUT'], allowedHeaders: ['*'] };
const RULE = { allowedOrigins: ['https://other.example'], allowedMethods: ['PUT'], allowedHeaders: ['*'] };

describeWithEngines('what a page found, handed on to the command line', ({ engine }) => {
  let folder: string;
  let local: LocalBucket;
  let page: SdkPage;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bucket-preflight-evidence-'));
    local = await startLocalBucket({
      buckets: { 'no-rules': [], 'other-origin': [RULE], anybody: [ANYBODY] },
    });
    page = await openSdkPage(engine());
  });
  afterAll(async () => {
    await page?.stop();
    await local?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['no-rules', 'pre.no-config', 'pre.all-refused', false],
    ['absent', 'pre.bucket', 'pre.all-refused', false],
    // Asked with cookies there, too: without them it passes.
    ['anybody', 'pre.cred-wildcard', 'pre.cred-wildcard', true],
  ])('is decided there: %s', async (bucket, code, said, withCookies) => {
    const credentials = await assumeRole({ ...local, admin: local.rootCredentials });
    const request = { method: 'PUT', key: 'a.txt', headers: { 'content-type': 'text/plain' }, withCookies };
    const place = { storeName: 's3', endpoint: local.endpoint, bucket, credentials } as const;
    const seen = await page.diagnose({ ...place, request });
    expect(seen.code).toBe(said);
    expect(seen.undecided?.candidates).toContain(code);

    // As a user copies it.
    writeFileSync(join(folder, 'page.json'), JSON.stringify(seen, null, 2));
    const { exitCode, out, err } = await runShell(
      'npx bucket-preflight explain --evidence page.json --json',
      folder,
      {},
    );
    expect([exitCode, err]).toEqual([1, '']);
    const [found] = JSON.parse(out).diagnoses;
    expect(found).toMatchObject({ code, confidence: 'proof', undecided: null, request: seen.request });
    expect(found.evidence.slice(0, seen.evidence.length)).toEqual(seen.evidence);
    expect(found.evidence.length).toBeGreaterThan(seen.evidence.length);
  });
});
