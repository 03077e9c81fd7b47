import type { CorsRule } from '../../model/cors-rule.js';
import type { Dialect, LocalBucket, LocalBucketOptions } from '../../node/index.js';
import type { Command, Context } from '../command.js';
import { EXIT, UsageError } from '../exit-code.js';
import { readConfiguration, readText } from '../read-configuration.js';
import { readNumber } from '../read-number.js';
import { STORES } from '../stores.js';
import { systemReason } from '../system-reason.js';

/** Plays a bucket on this machine. */
export const local: Command = {
  name: 'local',
  summary: 'summary.local',
  files: '',
  options: ['store', 'port', 'host', 'dir', 'region', 'bucket', 'config', 'cors-headers-on-auth-errors'],
  texts: { store: 'option.local-store', bucket: 'option.local-bucket' },
  lists: ['bucket'],
  examples: ['local', 'local --store s3 --port 9000 --dir ./bucket --bucket photos --config cors.json'],
  run: async (context) => {
    const options = await readOptions(context);
    const { startLocalBucket } = await import('../../node/index.js');
    const bucket = await startLocalBucket(options).catch((error: unknown) => {
      const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
      if (typeof code !== 'string' || code.startsWith('ERR_')) throw error;
      throw new UsageError([context.say('wrong.listen', { reason: systemReason(error) })]);
    });
    const ended = context.around.untilInterrupted();
    context.print(
      () => describe(context, bucket, options),
      () => ({
        endpoint: bucket.endpoint,
        ...bucket.rootCredentials,
        buckets: Object.keys(options.buckets ?? {}),
        stores: bucket.stores.map(({ dialect, ...rest }) => ({ name: dialect.name, ...rest })),
      }),
    );
    await ended;
    await bucket.stop();
    context.around.err(`${context.say('local.stopped')}\n`);
    return EXIT.done;
  },
};

async function readOptions(context: Context): Promise<LocalBucketOptions> {
  const { texts, lists, switches } = context;
  const { config, dir, host, region } = texts;
  const names = lists.bucket ?? ['photos'];
  const rules: readonly CorsRule[] =
    config === undefined
      ? []
      : (await readConfiguration(await readText(config, context), config, context)).configuration.rules;
  return {
    dialect: await readDialects(context),
    port: readNumber(context, 'port', [0, 65_535], 9000),
    buckets: Object.fromEntries(names.map((name) => [name, rules])),
    ...(host === undefined ? {} : { host }),
    ...(dir === undefined ? {} : { dir }),
    ...(region === undefined ? {} : { region }),
    ...(switches.has('cors-headers-on-auth-errors') ? { corsHeadersOnAuthErrors: true } : {}),
    onError: (error) => context.around.err(`${String(error)}\n`),
  };
}

/** Every dialect that there is goes by its name here. */
async function readDialects({ texts, say }: Context): Promise<Dialect[]> {
  const known = new Map(
    Object.values(await import('../../node/index.js'))
      .filter((value): value is Dialect => typeof value === 'object' && 'readOperation' in value)
      .map((dialect) => [dialect.name, dialect]),
  );
  const choices = [...known.keys()].join(', ');
  return (texts.store ?? 's3').split(',').map((name) => {
    const dialect = known.get(name.trim().toLowerCase());
    if (dialect === undefined) throw new UsageError([say('wrong.choice', { name: 'store', choices })]);
    return dialect;
  });
}

function describe({ say, paint }: Context, bucket: LocalBucket, options: LocalBucketOptions): string {
  const { accessKeyId, secretAccessKey } = bucket.rootCredentials;
  const buckets = Object.keys(options.buckets ?? {});
  const stores = bucket.stores.map(({ dialect, endpoint, region }) =>
    say('local.store', { title: dialect.title, endpoint, region, buckets: buckets.join(', ') }),
  );
  const [first] = bucket.stores;
  const name = first?.dialect.name ?? 's3';
  const environment = STORES.get(name)?.environment;
  const [idName, secretName] = [
    environment?.keys[0].accessKeyId ?? 'AWS_ACCESS_KEY_ID',
    environment?.keys[0].secretAccessKey ?? 'AWS_SECRET_ACCESS_KEY',
  ];
  return [
    paint.bold(say('local.ready', { endpoint: bucket.endpoint })),
    ...stores,
    '',
    say('local.keys'),
    `  export ${idName}=${accessKeyId}`,
    `  export ${secretName}=${secretAccessKey}`,
    '',
    say('local.try'),
    `  npx bucket-preflight cors get --store ${name} --endpoint ${first?.endpoint ?? bucket.endpoint} --region ${bucket.region} --bucket ${buckets[0] ?? 'photos'}`,
    '',
    say('local.stop'),
    '',
  ].join('\n');
}
