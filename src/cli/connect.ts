import type { BucketOptions } from '../client/bucket-options.js';
import { createBucket } from '../client/create-bucket.js';
import type { Addressing } from '../model/bucket-location.js';
import type { Bucket } from '../transport/bucket.js';
import type { Context } from './command.js';
import { UsageError } from './exit-code.js';
import { readKeys } from './read-keys.js';
import { type KnownStore, STORES } from './stores.js';

const ADDRESSINGS: readonly string[] = ['virtual-host', 'path', 'custom-domain'] satisfies Addressing[];

/** The store of an option. @throws UsageError */
export function readStore({ texts, say }: Context, option: 'store' | 'from' | 'to'): KnownStore {
  const choices = [...STORES.keys()].join(', ');
  const name = texts[option];
  const known = name === undefined ? undefined : STORES.get(name.toLowerCase());
  if (known !== undefined) return known;
  throw new UsageError([
    name === undefined
      ? say('wrong.needed', { name: option, what: say('option.store', { stores: choices }) })
      : say('wrong.choice', { name: option, choices }),
  ]);
}

/**
 * The bucket that the options name, with its credentials.
 *
 * @throws UsageError with all options that are missing or wrong; ConfigError with what else cannot be right of them.
 */
export async function connect(context: Context): Promise<Bucket> {
  const { texts, around, say } = context;
  const problems: string[] = [];
  const needed = ['bucket'] as const;
  for (const name of needed)
    if (texts[name] === undefined) problems.push(say('wrong.needed', { name, what: say(`option.${name}`) }));
  const { addressing } = texts;
  if (addressing !== undefined && !ADDRESSINGS.includes(addressing))
    problems.push(say('wrong.choice', { name: 'addressing', choices: ADDRESSINGS.join(', ') }));
  let known: KnownStore | undefined;
  try {
    known = readStore(context, 'store');
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    problems.unshift(...error.problems);
  }
  if (known === undefined || problems.length > 0) throw new UsageError(problems);
  const { store, environment } = known;
  const fromEnv = (names: readonly string[]) => names.map((name) => around.env[name]).find(Boolean);
  const region = texts.region ?? fromEnv(environment.regions);
  const endpoint = texts.endpoint ?? fromEnv(environment.endpoints);
  const where = (addressing as Addressing | undefined) ?? addressingFor(endpoint);
  const options: BucketOptions = {
    store,
    bucket: texts.bucket ?? '',
    credentials: await readKeys(context, environment),
    fetch: around.fetch,
    now: around.now,
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(where === undefined ? {} : { addressing: where }),
  };
  return createBucket(options);
}

/** A bucket cannot stand before an IP address, and need not be known before `localhost`. */
function addressingFor(endpoint: string | undefined): Addressing | undefined {
  const host = /^https?:\/\/([^/:]+|\[[^\]]*\])/i.exec(endpoint ?? '')?.[1] ?? '';
  return /^(\d+\.\d+\.\d+\.\d+|\[.*\]|localhost)$/i.test(host) ? 'path' : undefined;
}
