import { describe, expect, it } from 'vitest';
import { describeRequest } from '../../src/diagnose/describe-request.js';
import type { DiagnosedRequest } from '../../src/model/diagnosed-request.js';
import { s3 } from '../../src/stores/s3.js';
import { exampleBucket } from '../support/buckets.js';

const ORIGIN = 'https://app.example.com';
const UPLOAD: DiagnosedRequest = { method: 'PUT', key: 'a.png', signing: 'url' };
const LONG = 'a'.repeat(129);

const describeOf = (more: Partial<DiagnosedRequest>, origin = ORIGIN) =>
  describeRequest(exampleBucket(s3), origin, { ...UPLOAD, ...more }, {});

describe('describeRequest', () => {
  it('says what the browser sends and asks', async () => {
    const headers = { 'Content-Type': 'image/png', Host: 'h', 'x-a': 'secret' };
    const { sent, pageHeaders } = await describeOf({ headers });
    expect(sent).toEqual({
      origin: ORIGIN,
      method: 'PUT',
      url: 'https://store.invalid/photos/a.png',
      unsafeHeaders: ['content-type', 'x-a'],
      droppedHeaders: ['Host'],
      needsPreflight: true,
      preflightCauses: ['PUT', 'content-type', 'x-a'],
    });
    expect(pageHeaders).toEqual({ 'Content-Type': 'image/png', 'x-a': 'secret' });
  });

  it.each([
    ['what the signature sets itself', { 'X-Amz-Date': '1' }],
    ['one header under two names', { 'x-a': '1', 'X-A': '2' }],
    ['what browsers set themselves', { 'User-Agent': 'a' }],
  ])('refuses %s', async (_, headers) => {
    await expect(describeOf({ headers })).rejects.toMatchObject({ name: 'ConfigError' });
  });

  it('asks for nothing at the own origin', async () => {
    const { sent, standIns } = await describeOf({ headers: { 'x-a': '1' } }, 'https://store.invalid');
    expect(sent).toMatchObject({ unsafeHeaders: [], needsPreflight: false, preflightCauses: [] });
    expect(standIns.size).toBe(0);
  });

  it('needs no preflight for what forms may send', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect((await describeOf({ method: 'GET', headers })).sent.needsPreflight).toBe(false);
  });

  it('lets probes send a value only where it is the value that is asked for', async () => {
    const headers = { 'content-type': 'image/png', Range: 'bytes=-5', Accept: LONG, 'x-a': 'secret' };
    const { standIns } = await describeOf({ headers });
    expect(Object.fromEntries(standIns)).toEqual({
      accept: ['accept', LONG],
      'content-type': ['content-type', 'image/png'],
      range: ['range', 'bytes=-5'],
      'x-a': ['x-a', '1'],
    });
  });
});
