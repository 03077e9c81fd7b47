import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLocalNetwork } from '../../../src/fetch-standard/check-local-network.js';
import { chromium, webkit } from '../../../src/index.js';
import { launchEngine } from '../../support/engines/launch-engine.js';
import { ENGINES } from '../../support/engines/present-engines.js';
import { type FileServer, serveFiles } from '../../support/serve-files.js';
import { ownAddress, type PageElsewhere, servePageElsewhere } from './page-elsewhere.js';

// WebKit cannot be told that an address counts as public, so that this page has another address in truth. That Chromium
// stops it shows that the addresses are such as are guarded.
const VALUES = { chromium, webkit };
const STORE = new Map([
  ['/', { body: 'ok', contentType: 'text/plain', headers: { 'access-control-allow-origin': '*' } }],
]);
let page: PageElsewhere;
let store: FileServer;

describe.runIf(ownAddress !== undefined)('a page that is not of the loopback and asks the loopback', () => {
  beforeAll(async () => {
    [page, store] = await Promise.all([servePageElsewhere(), serveFiles(STORE)]);
  });
  afterAll(() => Promise.all([page?.stop(), store?.stop()]));

  for (const { name, title, isPresent } of ENGINES) {
    // In Firefox it waits for the user: `local-network.test.ts` answers in the user's place.
    if (name === 'firefox') continue;
    it.runIf(isPresent)(`is let through or not, in ${title}, though nobody was asked`, async () => {
      const engine = await launchEngine(name);
      try {
        const tab = await engine.open(`${page.origin}/`);
        const isLetThrough = await tab.evaluate(
          (url: string) =>
            fetch(url).then(
              () => true,
              () => false,
            ),
          `${store.origin}/`,
        );
        const { allowed } = checkLocalNetwork(
          {
            origin: page.origin,
            pageSpace: 'local',
            addressSpace: 'loopback',
            isSecureContext: false,
            permission: 'prompt',
          },
          VALUES[name],
        );
        expect({ name, isLetThrough }).toEqual({ name, isLetThrough: name === 'webkit' });
        expect(allowed).toBe(isLetThrough);
      } finally {
        await engine.close();
      }
    });
  }
});
