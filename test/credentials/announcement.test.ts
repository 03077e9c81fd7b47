import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnnouncement, writeAnnouncement } from '../../src/credentials/announcement.js';
import type { ObtainedCredentials } from '../../src/credentials/turns.js';

const text = fc.stringMatching(/^[!-~]{1,40}$/);
const date = fc.date({ min: new Date(1), max: new Date('4000-01-01T00:00:00Z'), noInvalidDate: true });

describe('an announcement', () => {
  it('is read as it was written, to the millisecond, by a structured clone', async () => {
    const credentials = fc
      .record({
        accessKeyId: text,
        secretAccessKey: text,
        securityToken: text,
        startTime: date,
        expiration: date,
      })
      .filter(({ startTime, expiration }) => startTime < expiration);
    const longLived = fc.record({ accessKeyId: text, secretAccessKey: text });
    const obtainedAtMs = fc.integer({ min: 0, max: 4e12 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(credentials, longLived), obtainedAtMs, async (keys, atMs) => {
        const obtained: ObtainedCredentials = { credentials: keys, obtainedAtMs: atMs };
        const message = structuredClone(writeAnnouncement(obtained));
        expect(
          Object.values(message).filter((value) => !/^(string|number|undefined)$/.test(typeof value)),
        ).toEqual([]);
        expect(await readAnnouncement(message, new Date(0), 'any')).toEqual(obtained);
      }),
    );
  });

  it('is none, whatever else is said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (message) => {
        expect(await readAnnouncement(message, new Date(0), 'any')).toBeUndefined();
      }),
    );
  });
});
