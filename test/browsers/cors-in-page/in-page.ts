import type { Bucket, CorsRule, CorsUndo, Issue } from '../../../src/index.js';

/** A bucket as a page makes it. */
export interface PagePlace {
  readonly store: 's3' | 'cos' | 'qingstor' | 'oss' | 'ossV1' | 'ceph';
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Every call about rules, with the command that does the same in a terminal. */
export const CALLS = {
  get: 'get',
  put: 'put cors.json',
  delete: 'delete',
  plan: 'plan cors.json',
  apply: 'apply plan.json',
  undo: 'undo undo.json',
} as const;
export type CallName = keyof typeof CALLS;

/** Makes one call, and tells how it was refused and what it sent. */
export async function callInPage(
  place: PagePlace,
  call: CallName,
): Promise<{
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly issues: readonly Issue[];
  } | null;
  readonly requests: readonly string[];
}> {
  const { sdk } = globalThis as unknown as { readonly sdk: typeof import('../../../src/index.js') };
  const { store, ...rest } = place;
  const requests: string[] = [];
  const bucket = sdk.createBucket({
    ...rest,
    store: sdk[store],
    addressing: 'path',
    dangerouslyAllowLongLivedKeys: true,
    fetch: (url, init) => {
      requests.push(String(url));
      return fetch(url, init);
    },
  });
  const rules = [{ allowedOrigins: [globalThis.origin], allowedMethods: ['GET'] }];
  const none = { rules: [] };
  const plan = {
    ...{ before: none, after: { rules }, changes: [], diff: '', issues: [] },
    ...{ managementOrigins: [], lockedOut: [], unknown: [] },
  };
  const calls: Record<CallName, (given: Bucket) => Promise<unknown>> = {
    get: (given) => sdk.getBucketCors(given),
    put: (given) => sdk.putBucketCors(given, rules),
    delete: (given) => sdk.deleteBucketCors(given),
    plan: (given) => sdk.planCors(given, rules),
    apply: (given) => sdk.applyCors(given, plan),
    undo: (given) => sdk.undoCors(given, { applied: { rules }, previous: none }),
  };
  try {
    await calls[call](bucket);
    return { error: null, requests };
  } catch (error) {
    const { code, message, issues } = error as { code: string; message: string; issues: readonly Issue[] };
    return { error: { code, message, issues }, requests };
  }
}

/** What came of managing a bucket's rules: numbers of rules, codes of errors. */
export interface Managed {
  readonly got: number;
  readonly put: number;
  readonly planned: readonly string[];
  readonly undoKept: boolean;
  readonly applied: number;
  readonly verified: string;
  readonly verifyRefused: string;
  readonly stale: string;
  readonly undone: number;
  readonly lockedOut: string;
  readonly deletion: string;
  readonly afterDeletion: string;
  readonly putAgain: string;
}

/** Gets, puts, plans, applies, verifies, takes back and deletes. */
export async function manageInPage(
  place: PagePlace,
  manager: readonly CorsRule[],
  other: CorsRule,
): Promise<Managed> {
  const { sdk } = globalThis as unknown as { readonly sdk: typeof import('../../../src/index.js') };
  const { store, ...rest } = place;
  const options = {
    ...rest,
    store: sdk[store],
    addressing: 'path',
    dangerouslyAllowLongLivedKeys: true,
  } as const;
  const bucket = sdk.createBucket(options);
  const live = async () => (await sdk.getBucketCors(bucket)).configuration.rules;
  const codeOf = async (running: Promise<unknown>) => {
    try {
      await running;
      return 'done';
    } catch (error) {
      const { code, issues = [] } = error as { code: string; issues?: readonly Issue[] };
      return [code, ...issues.map((issue) => issue.code)].join(' ');
    }
  };
  const timing = { nowMs: () => 0, wait: async () => {} };
  const got = (await live()).length;
  await sdk.putBucketCors(bucket, [...manager, other]);
  const put = (await live()).length;

  const upload = {
    allowedOrigins: [globalThis.origin],
    allowedMethods: ['HEAD'],
    allowedHeaders: [...(manager[0]?.allowedHeaders ?? []), 'x-one'],
  };
  const plan = await sdk.planCors(bucket, (found) => ({ ...found, rules: [...found.rules, upload] }));
  const kept: CorsUndo[] = [];
  const { undo } = await sdk.applyCors(bucket, plan, { timing, keepUndo: (one) => kept.push(one) });
  const applied = (await live()).length;
  const request = { method: 'HEAD', key: 'a.txt', headers: { 'x-one': '1' } };
  const { code: verified } = await sdk.diagnose(bucket, request);
  const verifyRefused = await codeOf(sdk.verifyCors(bucket, []));
  const stale = await codeOf(sdk.applyCors(bucket, plan, { timing }));
  await sdk.undoCors(bucket, undo, { timing });
  const undone = (await live()).length;

  const lockOut = await sdk.planCors(bucket, [other]);
  const lockedOut = await codeOf(sdk.applyCors(bucket, lockOut, { timing }));
  const removal = await sdk.planCors(bucket, []);
  const deletion = await codeOf(sdk.applyCors(bucket, removal, { timing, allowLockOut: true }));
  await sdk.deleteBucketCors(bucket);
  return {
    ...{ got, put, planned: plan.changes.map(({ kind }) => kind), undoKept: kept[0] === undo },
    ...{ applied, verified, verifyRefused, stale, undone, lockedOut, deletion },
    afterDeletion: await codeOf(live()),
    putAgain: await codeOf(sdk.putBucketCors(bucket, manager)),
  };
}
