import type { ExplainExchangeOptions } from '../../../src/diagnose/raw/explain-exchange.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import type { EngineName } from '../../support/engines/engine.js';
import type { AccuracyCase } from '../accuracy-case.js';
import type { Accepts } from '../truth/accepts.js';
import { acceptsFor } from '../truth/over-grant.js';
import { acceptsBy } from '../truth/rules-truth.js';
import { type Truth, truthOf } from '../truth/truth.js';
import { type Front, type StagedCase, stageCase, type Trouble } from './front.js';
import type { PageJob } from './in-page.js';
import { STORES } from './stores.js';
import { whimOf } from './whim.js';
import type { World, WorldBucket } from './world.js';

/** Long beside what an answer takes here, short where none will come. */
const HANGING_MS = 700;
const TIMEOUT_MS = 10_000;

/** A case whose bucket stands, and whose page may send. */
export interface PreparedCase {
  readonly of: AccuracyCase;
  readonly job: PageJob;
  readonly staged: StagedCase;
  readonly bucket: WorldBucket;
}

/** Where cases stand. */
export interface CasePlace {
  readonly world: World;
  readonly front: Front;
  /** What troubles the network of a case. Default: nothing does. */
  readonly troubleOf?: ((of: AccuracyCase) => Trouble | null) | undefined;
}

/** The case on a page of this origin, which its rules then name. */
export function placed(of: AccuracyCase, origin: string): AccuracyCase {
  const at = (rules: readonly CorsRule[]) =>
    rules.map((rule) => ({
      ...rule,
      allowedOrigins: rule.allowedOrigins.map((pattern) => pattern.replace('{{page}}', origin)),
    }));
  return { ...of, rules: at(of.rules), oldRules: of.oldRules && at(of.oldRules) };
}

/** Makes the bucket of a case that is placed. @param lane - Which of the addresses of the front its requests go to. */
export async function prepareCase(of: AccuracyCase, place: CasePlace, lane: number): Promise<PreparedCase> {
  const name = `case-${of.index}`;
  const bucket = await place.world.addBucket(name, of, of.rules, true);
  const staged = stageCase(of, bucket.handler, whimOf(of), place.troubleOf?.(of));
  place.front.staged.set(name, staged);
  return { of, bucket, staged, job: jobFor(of, name, of.rules, place, lane) };
}

/** What the page is told of a bucket. */
export function jobFor(
  of: AccuracyCase,
  bucket: string,
  rules: readonly CorsRule[],
  { world, front }: CasePlace,
  lane: number,
): PageJob {
  return {
    storeName: of.store,
    endpoint: front.endpoints[lane] ?? '',
    bucket,
    region: world.regionFor(of),
    credentials: world.credentialsFor(of),
    request: of.request,
    rules: of.oldRules ?? (of.knowsRules ? rules : null),
    usesCredentials: of.usesCredentials,
    timeoutMs: of.fault?.code.endsWith('.timeout') === true ? HANGING_MS : TIMEOUT_MS,
    readBefore: of.readBefore,
  };
}

/** What the diagnosis of a recording is given besides. */
export function knownBeside(of: AccuracyCase): ExplainExchangeOptions {
  const rules = of.oldRules ?? (of.knowsRules ? of.rules : undefined);
  return { store: STORES[of.store], ...(rules === undefined ? {} : { rules }) };
}

/** What its rules, and the whim of what stands before them, let through to a page of this origin. */
export function acceptsOf({ staged, bucket }: PreparedCase, origin: string): Accepts {
  const byRules = acceptsFor(bucket.accepts, origin);
  const { whim } = staged;
  return acceptsBy((method, names) => whim?.(method, names) !== false && byRules(method, names), byRules);
}

/** What may be said of a case that was sent. */
export function truthOfPrepared(prepared: PreparedCase, origin: string, engine: EngineName): Truth {
  const { of, staged } = prepared;
  // What is sent is signed with the real keys.
  const signed = { ...of, usesCredentials: of.request.signing !== 'none' };
  return truthOf({ of: signed, engine, origin, accepts: acceptsOf(prepared, origin), asked: staged.asked });
}
