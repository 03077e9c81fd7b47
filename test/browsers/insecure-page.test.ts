import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assumeRole } from '../support/assume-role.js';
import { launchChromium } from '../support/chromium.js';
import type { Engine } from '../support/engines/engine.js';
import { playwrightEngine } from '../support/engines/playwright-engine.js';
import { cephVersion, chromiumPath } from '../support/needs.js';
import { type RealStore, startCephStore } from '../support/real-stores.js';
import { HEADER_CHANGES, URL_CHANGES } from './signing-on-ceph/change-one-byte.js';
import { type KeysInPage, keysInPage } from './signing-on-ceph/keys-in-page.js';
import { makeBucket, type OwnedBucket } from './signing-on-ceph/owned-bucket.js';
import { type RecordingGateway, startRecordingGateway } from './signing-on-ceph/recording-gateway.js';
import { expectedOf, withChanges } from './signing-on-ceph/signed-requests.js';
import { openSigningPage, type SigningPage } from './signing-on-ceph/signing-page.js';

const NAMES = ['a space', 'a plus', 'Chinese', 'an emoji of three that are joined', 'a bit of everything'];
const bytesFor = (name: string): number[] => [0xff, ...Buffer.from(name)];

// A page by plain http from elsewhere than its own machine has no crypto.subtle: the SDK's own hashes sign there.
describe.runIf(chromiumPath !== undefined && cephVersion !== undefined)('a page that is not secure', () => {
  let store: RealStore;
  let gateway: RecordingGateway;
  let chromium: Engine;
  let page: SigningPage;
  let bucket: OwnedBucket;
  let keys: KeysInPage;

  beforeAll(async () => {
    store = await startCephStore();
    gateway = await startRecordingGateway(store.endpoint);
    const browser = await launchChromium('--host-resolver-rules=MAP page.test 127.0.0.1');
    chromium = playwrightEngine('chromium', browser);
    page = await openSigningPage(chromium, 'page.test');
    bucket = await makeBucket(store, 'photos', page.origin);
    const place = { endpoint: gateway.origin, region: store.region, bucket: bucket.name };
    const credentials = await assumeRole(store);
    keys = keysInPage(page, { ...place, credentials, isLongLived: false }, gateway);
  });
  afterAll(async () => {
    await page?.stop();
    await chromium?.close();
    await gateway?.stop();
    await store?.stop();
  });

  it('has no hashes of the platform', () => {
    expect(page.origin).toMatch(/^http:\/\/page\.test:\d+$/);
    expect(page.hasWebCrypto).toBe(false);
  });

  it('signs in the headers, and Ceph takes it', async () => {
    await keys.act('putObject', NAMES, (key, name) => ({ key, body: bytesFor(name) }));
    const read = await keys.act('getObject', NAMES, (key) => ({ key }));
    expect(read).toEqual(Object.fromEntries(NAMES.map((name) => [name, bytesFor(name)])));
    expect(await bucket.storedKeys()).toHaveLength(NAMES.length);

    const signed = await keys.act('signRequest', NAMES, (key) => ({
      method: 'PUT',
      key,
      query: { 'x-id': 'PutObject' },
      headers: { 'x-amz-meta-note': 'a note' },
    }));
    const requests = withChanges(signed, HEADER_CHANGES, bytesFor);
    const refused = 'PUT 403 SignatureDoesNotMatch; the page saw nothing';
    const accepted = 'PUT 200; the page saw 200 []';
    expect(await keys.send(requests)).toEqual(expectedOf(requests, () => accepted, refused));
  });

  it('signs a URL, and Ceph takes it', async () => {
    await keys.act('putObject', NAMES, (key, name) => ({ key, body: bytesFor(name) }));
    const signed = await keys.act('presignUrl', NAMES, (key) => ({ method: 'GET', key }));
    const requests = withChanges(signed, URL_CHANGES, () => null);
    const refused = 'GET 403 SignatureDoesNotMatch; the page saw nothing';
    const read = (name: string): string => `GET 200; the page saw 200 [${bytesFor(name)}]`;
    expect(await keys.send(requests)).toEqual(expectedOf(requests, read, refused));
  });

  it('signs a form, and Ceph takes it', async () => {
    const signed = await keys.act('signForm', NAMES, (key) => ({ key }));
    const requests = withChanges(signed, {}, bytesFor);
    const accepted = 'POST 204; the page saw 204 []';
    expect(await keys.send(requests)).toEqual(expectedOf(requests, () => accepted, ''));
  });
});
