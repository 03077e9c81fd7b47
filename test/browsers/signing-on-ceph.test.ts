import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCredentials } from '../../src/credentials/read-credentials.js';
import type { PolicyCondition } from '../../src/signing/signer.js';
import { assumeRole } from '../support/assume-role.js';
import { describeWithEngines } from '../support/engines/describe-with-engines.js';
import { HOSTILE_KEYS } from '../support/hostile-keys.js';
import { describeWithCeph } from '../support/needs.js';
import { type RealStore, startCephStore } from '../support/real-stores.js';
import {
  FORM_CHANGES,
  HEADER_CHANGES,
  STS_CHANGES,
  URL_AND_HEADER_CHANGES,
  URL_CHANGES,
} from './signing-on-ceph/change-one-byte.js';
import { type KeysInPage, keysInPage } from './signing-on-ceph/keys-in-page.js';
import { makeBucket, type OwnedBucket } from './signing-on-ceph/owned-bucket.js';
import type { SignedExample } from './signing-on-ceph/page-actions.js';
import { type RecordingGateway, startRecordingGateway } from './signing-on-ceph/recording-gateway.js';
import { expectedOf, withChanges } from './signing-on-ceph/signed-requests.js';
import { openSigningPage, type SigningPage } from './signing-on-ceph/signing-page.js';

const NAMES = Object.keys(HOSTILE_KEYS);

/**
 * Ceph 16 takes these in every way but by form. There it cuts the spaces off both ends of a field, and reads what begins
 * with `$` in a condition of the policy as the name of a field. See the test of the forms it refuses.
 */
const NOT_BY_FORM = ['a leading space', 'a trailing space', 'a dollar sign'];
const NAMES_BY_FORM = NAMES.filter((name) => !NOT_BY_FORM.includes(name));

/** How Ceph 16 refuses a signature that does not fit: other words for other credentials. */
const CREDENTIALS = [
  {
    kind: 'temporary',
    refusal: '403 SignatureDoesNotMatch',
    // It checks the signature of a preflight too, so that the request itself is never sent.
    refusedUrlPut: 'OPTIONS 403 SignatureDoesNotMatch',
    // And a preflight does not carry the headers that were signed.
    urlPutWithHeader: 'OPTIONS 403 SignatureDoesNotMatch; the page saw nothing',
  },
  {
    kind: 'long-lived',
    refusal: '403 AccessDenied',
    refusedUrlPut: 'PUT 403 AccessDenied',
    urlPutWithHeader: 'PUT 200; the page saw 200 []',
  },
] as const;

/** A parameter of a query that is no easier than a key. */
const HOSTILE_VALUE = 'attachment; filename="a (1)+%2F&=?#!*~\'.jpg"';

const keysOf = (names: readonly string[]): string[] => names.map((name) => HOSTILE_KEYS[name] ?? '').sort();
/** Other bytes for each key. The first ones are no text. */
const bytesFor = (name: string): number[] => [0xff, 0x00, ...Buffer.from(name)];
const bytesOf = (names: readonly string[]): Record<string, number[]> =>
  Object.fromEntries(names.map((name) => [name, bytesFor(name)]));

describeWithCeph('Ceph RGW', () => {
  let store: RealStore;
  let gateway: RecordingGateway;
  beforeAll(async () => {
    store = await startCephStore();
    gateway = await startRecordingGateway(store.endpoint);
  });
  afterAll(async () => {
    await gateway?.stop();
    await store?.stop();
  });

  describeWithEngines('takes what is signed', ({ name: engineName, engine }) => {
    let page: SigningPage;
    beforeAll(async () => {
      page = await openSigningPage(engine());
    });
    afterAll(() => page?.stop());

    describe.each(CREDENTIALS)(
      'with $kind credentials',
      ({ kind, refusal, refusedUrlPut, urlPutWithHeader }) => {
        const start = async (purpose: string): Promise<[OwnedBucket, KeysInPage]> => {
          const bucket = await makeBucket(store, `${engineName}-${kind}-${purpose}`, page.origin);
          const isLongLived = kind === 'long-lived';
          const credentials = isLongLived ? JSON.stringify(store.admin) : await assumeRole(store);
          const place = { endpoint: gateway.origin, region: store.region, bucket: bucket.name };
          return [bucket, keysInPage(page, { ...place, credentials, isLongLived }, gateway)];
        };

        it('in the headers, and refuses it with one byte changed', async () => {
          const [bucket, keys] = await start('headers');
          await keys.act('putObject', NAMES, (key, name) => ({ key, body: bytesFor(name) }));
          const signed = await keys.act('signRequest', NAMES, (key) => ({
            method: 'PUT',
            key,
            query: { 'x-id': HOSTILE_VALUE },
            headers: { 'content-type': 'text/plain', 'x-amz-meta-note': 'a note' },
          }));
          const requests = withChanges(signed, HEADER_CHANGES, bytesFor);
          // Ceph sends the refusal without CORS headers.
          const refused = `PUT ${refusal}; the page saw nothing`;
          const accepted = 'PUT 200; the page saw 200 []';
          expect(await keys.send(requests)).toEqual(expectedOf(requests, () => accepted, refused));

          // What was refused has not been stored, under these keys or others.
          expect(await bucket.storedKeys()).toEqual(keysOf(NAMES));
          expect(await keys.act('getObject', NAMES, (key) => ({ key }))).toEqual(bytesOf(NAMES));
        });

        it('in the URL, and refuses it with one byte changed', async () => {
          const [bucket, keys] = await start('urls');
          // Without a Content-Type: bytes have none.
          const puts = withChanges(
            await keys.act('presignUrl', NAMES, (key) => ({ method: 'PUT', key })),
            URL_CHANGES,
            bytesFor,
          );
          const putRefused = `${refusedUrlPut}; the page saw nothing`;
          const accepted = 'PUT 200; the page saw 200 []';
          expect(await keys.send(puts)).toEqual(expectedOf(puts, () => accepted, putRefused));
          expect(await bucket.storedKeys()).toEqual(keysOf(NAMES));

          // Neither is asked permission for: no rule allows the header that the second one signs.
          const query = { 'response-content-disposition': HOSTILE_VALUE };
          for (const [more, changes] of [
            [{}, {}],
            [{ query, headers: { 'accept-language': 'de-CH' } }, URL_AND_HEADER_CHANGES],
          ] as const) {
            const gets = withChanges(
              await keys.act('presignUrl', NAMES, (key) => ({ method: 'GET', key, ...more })),
              changes,
              () => null,
            );
            const read = (name: string): string => `GET 200; the page saw 200 [${bytesFor(name)}]`;
            const getRefused = `GET ${refusal}; the page saw nothing`;
            expect(await keys.send(gets)).toEqual(expectedOf(gets, read, getRefused));
          }
        });

        it('in the URL of a PUT with a signed header, where its preflight can pass', async () => {
          const [, keys] = await start('urls-with-header');
          const [name = ''] = NAMES;
          const signed = await keys.act('presignUrl', [name], (key) => ({
            method: 'PUT',
            key,
            headers: { 'content-type': 'text/plain' },
          }));
          expect(await keys.send(withChanges(signed, {}, bytesFor))).toEqual({ [name]: urlPutWithHeader });
        });

        it('in a form, and refuses it with one byte changed', async () => {
          const [bucket, keys] = await start('forms');
          const signed = await keys.act('signForm', NAMES_BY_FORM, (key) => ({
            key,
            fields: { 'Content-Type': 'text/plain' },
            conditions: [['content-length-range', 1, 1000]],
          }));
          const requests = withChanges(signed, FORM_CHANGES, bytesFor);
          // This refusal does have CORS headers, and the same words for all credentials.
          const refused = 'POST 403 AccessDenied; the page saw 403';
          const accepted = 'POST 204; the page saw 204 []';
          expect(await keys.send(requests)).toEqual(expectedOf(requests, () => accepted, refused));

          expect(NAMES_BY_FORM.length).toBeGreaterThanOrEqual(30);
          expect(await bucket.storedKeys()).toEqual(keysOf(NAMES_BY_FORM));
          const read = await keys.act('getObject', NAMES_BY_FORM, (key) => ({ key }));
          expect(read).toEqual(bytesOf(NAMES_BY_FORM));
        });

        it('in a form, but for keys that Ceph itself changes or mistakes', async () => {
          const [bucket, keys] = await start('odd-forms');
          const answersTo = async (conditions: readonly PolicyCondition[]): Promise<string[]> => {
            const signed = await keys.act('signForm', NOT_BY_FORM, (key) => ({ key, conditions }));
            return Object.values(await keys.send(withChanges(signed, {}, bytesFor)));
          };
          const refused = 'POST 403 AccessDenied; the page saw 403';
          expect(await answersTo([])).toEqual(NOT_BY_FORM.map(() => refused));
          // A policy that allows any key shows why: two are stored without their space, and the third one as it is.
          const accepted = 'POST 204; the page saw 204 []';
          expect(await answersTo([['starts-with', '$key', '']])).toEqual(NOT_BY_FORM.map(() => accepted));
          expect(await bucket.storedKeys()).toEqual(['$a$', 'photo']);
        });
      },
    );

    it('to the STS, which only a server can send, and refuses it with one byte changed', async () => {
      const place = { endpoint: gateway.origin, region: store.region, bucket: 'unused-bucket' };
      const admin = { ...place, credentials: JSON.stringify(store.admin), isLongLived: true };
      const body = new URLSearchParams({
        Action: 'AssumeRole',
        Version: '2011-06-15',
        RoleArn: store.roleArn,
        RoleSessionName: `session-in-${engineName}`,
      }).toString();
      const [outcome] = await page.act(admin, 'signStsRequest', [{ body }]);
      if (outcome === undefined || 'error' in outcome) throw new Error(outcome?.error);
      const signed = outcome.output;

      // Its preflight is about no bucket, so that no rule can allow it.
      const id = `sts-in-${engineName}`;
      const sent = { ...signed, id, body: [...Buffer.from(body)] };
      expect(await page.act(admin, 'send', [sent])).toEqual([{ output: null }]);
      expect(gateway.answersTo(id)).toEqual(['OPTIONS 405 MethodNotAllowed']);

      const post = ({ url, headers }: SignedExample, text = body): Promise<Response> =>
        fetch(url, { method: 'POST', headers, body: text });
      const answer = await post(signed);
      expect(answer.status).toBe(200);
      const credentials = await readCredentials(await answer.text(), new Date(), 'temporary');
      expect(credentials.securityToken).toMatch(/^.{100,}$/);

      const changed = Object.values(STS_CHANGES).map((change) => post(change(signed)));
      const refused = await Promise.all([...changed, post(signed, body.replace('session', 'Session'))]);
      expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
    });
  });
});
