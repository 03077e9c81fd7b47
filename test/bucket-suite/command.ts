import { randomBytes } from 'node:crypto';
import { cephDialect, startLocalBucket } from '../../src/node/index.js';
import { startCeph } from '../servers/ceph-rgw.js';
import { SUITE } from './cases.js';
import { findDifferences, judgeDifferences } from './compare.js';
import { KNOWN_DIFFERENCES } from './known-differences.js';
import { runSuite, type SuiteTarget } from './run-suite.js';

/** What the command runs the suite against, beside the local bucket. `null`: a Ceph of its own. */
export async function runBucketSuite(
  given: SuiteTarget | null,
  print: (line: string) => void,
): Promise<number> {
  const ceph = given === null ? await startCeph() : null;
  const local = await startLocalBucket({ dialect: cephDialect });
  try {
    const region = given?.region ?? local.region;
    const target = given ?? {
      endpoint: ceph?.endpoint ?? '',
      region,
      credentials: ceph ?? local.rootCredentials,
    };
    const run = randomBytes(4).toString('hex');
    const own = { endpoint: local.endpoint, region: local.region, credentials: local.rootCredentials };
    const theirs = await runSuite(target, SUITE, run);
    const ours = await runSuite(own, SUITE, run);
    return report(theirs.size, judgeDifferences(findDifferences(theirs, ours), KNOWN_DIFFERENCES), print);
  } finally {
    await local.stop();
    await ceph?.stop();
  }
}

function report(
  steps: number,
  { listed, unlisted, stale }: ReturnType<typeof judgeDifferences>,
  print: (line: string) => void,
): number {
  const reasons = new Set(listed.map(({ reason }) => reason));
  for (const { step, field, theirs, ours } of unlisted) {
    print(`differs: ${step}: ${field}: theirs ${show(theirs)}, ours ${show(ours)}`);
  }
  for (const entry of stale) print(`differs no longer, though it is listed: ${entry}`);
  for (const reason of reasons) print(`known: ${reason}`);
  print(
    `${SUITE.length} cases, ${steps} requests; ${listed.length} listed differences for ${reasons.size} reasons; ${unlisted.length} unlisted, ${stale.length} listed that are none`,
  );
  return unlisted.length + stale.length > 0 ? 1 : 0;
}

function show(value: string | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
