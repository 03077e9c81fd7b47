import type { ExplainExchangeOptions } from '../../../src/diagnose/raw/explain-exchange.js';
import type { EngineName } from '../../support/engines/engine.js';
import type { AccuracyCase } from '../accuracy-case.js';
import { generateCase } from '../generate-case.js';
import { jobFor, placed } from '../run.js';
import { acceptsFor } from '../truth/over-grant.js';
import { acceptsBy } from '../truth/rules-truth.js';
import { type Truth, truthOf } from '../truth/truth.js';
import { type Front, type StagedCase, stageCase } from './front.js';
import type { PageJob } from './in-page.js';
import { STORES } from './stores.js';
import { whimOf } from './whim.js';
import type { World, WorldBucket } from './world.js';

/** A case whose bucket stands, and whose page may send. */
export interface PreparedCase {
  readonly of: AccuracyCase;
  readonly job: PageJob;
  readonly staged: StagedCase;
  readonly bucket: WorldBucket;
  /** For each attempt of the page whether it could read the answer. */
  readonly areRead: boolean[];
}

/** Where cases stand. */
export interface CasePlace {
  readonly world: World;
  readonly front: Front;
  /** Of the page. */
  readonly origin: string;
}

/** Makes the bucket of a case, whose requests go to one of the addresses of the front by turns. */
export async function prepareCase(
  seed: number,
  index: number,
  { world, front, origin }: CasePlace,
): Promise<PreparedCase> {
  const of = placed(generateCase(seed, index), origin);
  const name = `case-${index}`;
  const bucket = await world.addBucket(name, of, of.rules, true);
  const staged = stageCase(of, bucket.handler, whimOf(of));
  front.staged.set(name, staged);
  const job = jobFor(of, name, of.rules, { world, front }, index % front.endpoints.length);
  return { of, job, staged, bucket, areRead: [] };
}

/** What the diagnosis of a recording is given besides. */
export function knownBeside(of: AccuracyCase): ExplainExchangeOptions {
  const rules = of.oldRules ?? (of.knowsRules ? of.rules : undefined);
  return { store: STORES[of.store], ...(rules === undefined ? {} : { rules }) };
}

/** What may be said of a case that was sent. */
export function truthOfPrepared(
  { of, staged, bucket }: PreparedCase,
  origin: string,
  engine: EngineName,
): Truth {
  const byRules = acceptsFor(bucket.accepts, origin);
  const { whim, asked } = staged;
  const accepts = acceptsBy(
    (method, names) => whim?.(method, names) !== false && byRules(method, names),
    byRules,
  );
  // What is sent is signed with the real keys.
  const signed = { ...of, usesCredentials: of.request.signing !== 'none' };
  return truthOf({ of: signed, engine, origin, accepts, asked });
}
