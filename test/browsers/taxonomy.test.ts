import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { CAUSE_FACTS, type CauseFacts } from '../../src/explain/cause-facts.js';
import type { Diagnosis } from '../../src/index.js';
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

/** What of these a page found out, and how sure it was. What a line of its console or a recording tells is none of it. */
function pageSays(found: readonly Diagnosis[], code: DiagnosisCode): CauseFacts['page'] {
  const ranks = found
    .filter(({ raw }) => raw === null)
    .flatMap(({ code: cause, confidence, notes, rules, evidence }): CauseFacts['page'][] => {
      if (notes.some((note) => note.code === code)) return ['proof'];
      if (cause !== code || confidence === 'weak') return [];
      // Rules that the page has not read by itself were given to it.
      const isRead = evidence.some(({ kind, passed }) => kind === 'rules' && passed === true);
      if (rules !== null && !isRead) return ['rules'];
      return [confidence === 'proof' ? 'proof' : 'hint'];
    });
  return (['proof', 'hint', 'rules'] as const).find((rank) => ranks.includes(rank)) ?? 'no';
}

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
    // What docs/causes.md says of a page is what the page itself said here.
    expect(pageSays(found, code)).toBe(CAUSE_FACTS[code].page);
  });
});
