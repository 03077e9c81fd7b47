import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cephVersion, describeWithCeph } from '../support/needs.js';
import { type Ceph, startCeph } from './ceph-rgw.js';

describeWithCeph('startCeph()', () => {
  let ceph: Ceph;

  beforeAll(async () => {
    ceph = await startCeph();
  });
  afterAll(() => ceph.stop());

  it('answers an unsigned request with the XML of S3', async () => {
    const response = await fetch(`${ceph.endpoint}/`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/xml');
    // Nobody's listing: the gateway takes an unsigned request for one of its anonymous user.
    expect(await response.text()).toContain('<ListAllMyBucketsResult');
  });

  it('answers a preflight for a bucket that does not exist with 404 NoSuchBucket', async () => {
    const response = await fetch(`${ceph.endpoint}/absent-bucket/key`, {
      method: 'OPTIONS',
      headers: { origin: 'https://a.example', 'access-control-request-method': 'PUT' },
    });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<Code>NoSuchBucket</Code>');
  });

  it('runs the version that was found', () => {
    expect(ceph.version).toBe(cephVersion);
  });

  it('starts a second one beside the first, and leaves no listener behind when it stops', async () => {
    const second = await startCeph();
    expect(second.endpoint).not.toBe(ceph.endpoint);
    expect(second.secretAccessKey).not.toBe(ceph.secretAccessKey);
    const port = Number(new URL(second.endpoint).port);
    expect(await isOpen(port)).toBe(true);
    await second.stop();
    expect(await isOpen(port)).toBe(false);
    await second.stop();
  });
});

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
