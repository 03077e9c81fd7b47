import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLocalNetwork, type NetworkCrossing } from '../../../src/fetch-standard/check-local-network.js';
import { chromium, firefox } from '../../../src/index.js';
import { launchChromium } from '../../support/chromium.js';
import { launchFirefox } from '../../support/engines/launch-firefox.js';
import { firefoxPath } from '../../support/engines/present-engines.js';
import { describeWithChromium } from '../../support/needs.js';
import { type FileServer, serveFiles } from '../../support/serve-files.js';

const PAGE = new Map([['/', { body: '<!doctype html>', contentType: 'text/html; charset=utf-8' }]]);
const OPEN = { 'access-control-allow-origin': '*' };
const STORE = new Map([['/', { body: 'ok', contentType: 'text/plain', headers: OPEN }]]);
/** A name that leads to this machine and is no secure context. */
const INSECURE_HOST = 'page.test';

let page: FileServer;
let store: FileServer;
let browser: Browser;

/** The page's server counts as one of the public internet, whatever its address is. */
async function start(launch: (host: string) => Promise<Browser>): Promise<void> {
  [page, store] = await Promise.all([serveFiles(PAGE), serveFiles(STORE)]);
  browser = await launch(new URL(page.origin).host);
}

async function stop(): Promise<void> {
  await Promise.all([browser?.close(), page?.stop(), store?.stop()]);
}

/** Whether a page of that origin, whose user has answered so, is let through to the store. */
async function reaches(
  origin: string,
  permission: 'granted' | 'denied' | null,
  targetAddressSpace?: NetworkCrossing['targetAddressSpace'],
): Promise<{ readonly isSecureContext: boolean; readonly isLetThrough: boolean }> {
  const context = await browser.newContext();
  try {
    const tab = await context.newPage();
    if (permission !== null) await answerQuestion(tab, origin, permission);
    await tab.goto(`${origin}/`);
    return await tab.evaluate(
      async ([url, space]) => ({
        isSecureContext: self.isSecureContext,
        isLetThrough: await fetch(
          url ?? '',
          space === '' ? {} : ({ targetAddressSpace: space } as RequestInit),
        ).then(
          () => true,
          () => false,
        ),
      }),
      [`${store.origin}/`, targetAddressSpace ?? ''],
    );
  } finally {
    await context.close();
  }
}

/** Playwright's own call grants only, and knows none of these names. */
async function answerQuestion(
  tab: Awaited<ReturnType<Browser['newPage']>>,
  origin: string,
  setting: 'granted' | 'denied',
): Promise<void> {
  const session = await tab.context().newCDPSession(tab);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  const { browserContextId } = targetInfo;
  const of = browserContextId === undefined ? {} : { browserContextId };
  const root = await browser.newBrowserCDPSession();
  for (const name of ['local-network-access', 'loopback-network'])
    await root.send('Browser.setPermission', { permission: { name }, setting, origin, ...of });
}

function verdict(permission: NetworkCrossing['permission'], more: Partial<NetworkCrossing> = {}) {
  const crossing: NetworkCrossing = {
    origin: page.origin,
    pageSpace: 'public',
    addressSpace: 'loopback',
    isSecureContext: true,
    permission,
    ...more,
  };
  return { chromium: checkLocalNetwork(crossing, chromium), firefox: checkLocalNetwork(crossing, firefox) };
}

describeWithChromium('a page of the public internet that asks this machine, in Chromium', () => {
  beforeAll(() =>
    start((host) =>
      launchChromium(
        `--ip-address-space-overrides=${host}=public`,
        `--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`,
      ),
    ),
  );
  afterAll(stop);

  it.each(['granted', 'denied'] as const)(
    'is let through or not as its user has %s it',
    async (permission) => {
      const { isLetThrough } = await reaches(page.origin, permission);
      expect(isLetThrough).toBe(permission === 'granted');
      expect(verdict(permission).chromium.allowed).toBe(isLetThrough);
    },
  );

  it('is not let through where it is no secure context', async () => {
    const seen = await reaches(page.origin.replace('127.0.0.1', INSECURE_HOST), null);
    expect(seen).toEqual({ isSecureContext: false, isLetThrough: false });
    const said = verdict('prompt', { isSecureContext: false }).chromium;
    expect(said).toMatchObject({ allowed: false, code: 'local-network-insecure' });
  });

  it('is not let through when what it said of the address is wrong', async () => {
    const { isLetThrough } = await reaches(page.origin, 'granted', 'local');
    expect(isLetThrough).toBe(false);
    const said = verdict('granted', { targetAddressSpace: 'local' }).chromium;
    expect(said).toMatchObject({ allowed: false, code: 'local-network-mismatch' });
  });

  it('is let through when what it said is right', async () => {
    const { isLetThrough } = await reaches(page.origin, 'granted', 'loopback');
    expect(isLetThrough).toBe(true);
    expect(verdict('granted', { targetAddressSpace: 'loopback' }).chromium.allowed).toBe(true);
  });
});

describe.runIf(firefoxPath !== undefined).each([
  ['granted', 1],
  ['denied', 2],
] as const)('the same page in Firefox, whose user has %s it', (permission, preference) => {
  beforeAll(() =>
    start((host) =>
      launchFirefox({
        'network.lna.address_space.public.override': host,
        'permissions.default.loopback-network': preference,
        'network.dns.localDomains': INSECURE_HOST,
      }),
    ),
  );
  afterAll(stop);

  it('is let through or not as that says', async () => {
    const { isLetThrough } = await reaches(page.origin, null);
    expect(isLetThrough).toBe(permission === 'granted');
    expect(verdict(permission).firefox.allowed).toBe(isLetThrough);
  });

  it('is let through or not as that says where it is no secure context, too', async () => {
    const seen = await reaches(page.origin.replace('127.0.0.1', INSECURE_HOST), null);
    expect(seen).toEqual({ isSecureContext: false, isLetThrough: permission === 'granted' });
    expect(verdict(permission, { isSecureContext: false }).firefox.allowed).toBe(seen.isLetThrough);
  });

  it.each(['public', 'local', 'loopback'] as const)(
    'is let through or not as that says, though it says that the address is %s',
    async (targetAddressSpace) => {
      const { isLetThrough } = await reaches(page.origin, null, targetAddressSpace);
      expect(isLetThrough).toBe(permission === 'granted');
      expect(verdict(permission, { targetAddressSpace }).firefox.allowed).toBe(isLetThrough);
    },
  );
});
