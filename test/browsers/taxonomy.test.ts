import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { CAUSE_FACTS } from '../../src/explain/cause-facts.js';
import type { DiagnosisCode } from '../../src/model/diagnosis-code.js';
import { type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { s3 } from '../../src/stores/s3.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { assumeRole } from '../support/assume-role.js';
import { launchChromium } from '../support/chromium.js';
import { type DiagnosingPage, openDiagnosingPage } from '../support/diagnosing-page.js';
import { describeWithChromium } from '../support/needs.js';
import { type FileServer, serveFiles } from '../support/serve-files.js';
import { createLab, type Lab } from './taxonomy/lab.js';
import { PRODUCERS } from './taxonomy/producers.js';

describeWithChromium('every code, produced for real', () => {
  let browser: Browser;
  let local: LocalBucket;
  let page: DiagnosingPage;
  let recorder: FileServer;
  let lab: Lab;
  beforeAll(async () => {
    browser = await launchChromium();
    local = await startLocalBucket();
    const { endpoint, region, rootCredentials } = local;
    const place = { store: s3, endpoint, region, bucket: 'photos', addressing: 'path' } as const;
    const owner = createBucket({ ...place, credentials: rootCredentials });
    await sendRequest(owner, { method: 'PUT', key: '' });
    const headers = { 'content-type': 'image/png' };
    await sendRequest(owner, { method: 'PUT', key: 'a.bin', headers }, { body: new Uint8Array(100) });
    page = await openDiagnosingPage(browser);
    recorder = await serveFiles(new Map());
    lab = createLab(browser, local, page, recorder, await assumeRole({ ...local, admin: rootCredentials }));
  });
  afterAll(async () => {
    await page?.stop();
    await recorder?.stop();
    await browser?.close();
    await local?.stop();
  });
  afterEach(() => local.faults.set([]));

  it('has a producer for each, and for nothing else', () => {
    expect(Object.keys(PRODUCERS).sort()).toEqual(Object.keys(CAUSE_FACTS).sort());
  });

  it.each(Object.keys(PRODUCERS) as DiagnosisCode[])('%s', async (code) => {
    const found = await PRODUCERS[code](lab);
    const codes = found.flatMap((each) => [each.code, ...each.notes.map((note) => note.code)]);
    expect(codes, codes.join(' ')).toContain(code);
  });
});
