import { afterAll, beforeAll, expect, it } from 'vitest';
import { cephDialect, type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { type Ceph, startCeph } from '../servers/ceph-rgw.js';
import { describeWithCeph } from '../support/needs.js';
import { SUITE } from './cases.js';
import { findDifferences, judgeDifferences } from './compare.js';
import { KNOWN_DIFFERENCES } from './known-differences.js';
import { runSuite } from './run-suite.js';

describeWithCeph('the suite on Ceph and on the local bucket as Ceph', () => {
  let ceph: Ceph;
  let local: LocalBucket;
  beforeAll(async () => {
    [ceph, local] = await Promise.all([startCeph(), startLocalBucket({ dialect: cephDialect })]);
  });
  afterAll(() => Promise.all([ceph?.stop(), local?.stop()]));

  it('differs in what is listed, and in nothing else', async () => {
    const region = 'us-east-1';
    const theirs = await runSuite({ endpoint: ceph.endpoint, region, credentials: ceph }, SUITE, 'a');
    const ours = await runSuite(
      { endpoint: local.endpoint, region, credentials: local.rootCredentials },
      SUITE,
      'a',
    );
    const { unlisted, stale } = judgeDifferences(findDifferences(theirs, ours), KNOWN_DIFFERENCES);
    expect({ unlisted, stale }).toEqual({ unlisted: [], stale: [] });
  });
});
