import type { LocalBucket, LocalBucketOptions } from '../../node/index.js';
import type { Command, Context } from '../command.js';
import { EXIT, UsageError } from '../exit-code.js';
import { readLocalOptions } from '../read-local-options.js';
import { STORES } from '../stores.js';
import { systemReason } from '../system-reason.js';

/** Plays a bucket on this machine. */
export const local: Command = {
  name: 'local',
  summary: 'summary.local',
  files: '',
  options: [
    'store',
    'port',
    'host',
    'dir',
    'region',
    'bucket',
    'config',
    'cors-headers-on-auth-errors',
    'explain',
    'fault',
    'fault-control',
    'page-backend',
    'origin',
  ],
  texts: { store: 'option.local-store', bucket: 'option.local-bucket', origin: 'option.local-origin' },
  lists: ['bucket'],
  examples: [
    'local',
    'local --store s3 --port 9000 --dir ./bucket --bucket photos --config cors.json',
    'local --explain --fault pre.redirect,status=301,times=2 --fault-control --page-backend',
  ],
  run: async (context) => {
    const options = await readLocalOptions(context);
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
    ...(isLoopback(options.host) ? [] : [paint.red(say('local.open', { host: options.host ?? '' }))]),
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

/** Whether no other machine reaches it. */
function isLoopback(host: string = '127.0.0.1'): boolean {
  return /^(127\.\d+\.\d+\.\d+|localhost|::1)$/i.test(host);
}
