import { describe } from 'vitest';

// tools/test.mjs looks for the parts, installs what it may, and says here what it found.

/** The Chromium that the tests drive; undefined when there is none. */
export const chromiumPath: string | undefined = process.env.CHROMIUM_PATH || undefined;

/** The version of the Ceph on PATH, such as `16.2.15`; undefined when there is none. */
export const cephVersion: string | undefined = process.env.CEPH_VERSION || undefined;

/** `describe` for tests in a real browser: skipped, and counted as such, where there is none. */
export const describeWithChromium: ReturnType<typeof describe.runIf> = describe.runIf(
  chromiumPath !== undefined,
);

/** `describe` for tests against a real object gateway: skipped, and counted as such, where there is none. */
export const describeWithCeph: ReturnType<typeof describe.runIf> = describe.runIf(cephVersion !== undefined);
