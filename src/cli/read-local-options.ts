import type { CorsRule } from '../model/cors-rule.js';
import type { Dialect, FaultRequest, LocalBucketOptions } from '../node/index.js';
import type { Context } from './command.js';
import { UsageError } from './exit-code.js';
import { readConfiguration, readText } from './read-configuration.js';
import { readNumber } from './read-number.js';

/** What the local bucket is started with, each option by one of the command's. @throws UsageError */
export async function readLocalOptions(context: Context): Promise<LocalBucketOptions> {
  const { texts, lists, switches } = context;
  const { config, dir, host, region } = texts;
  const names = lists.bucket ?? ['photos'];
  const rules: readonly CorsRule[] =
    config === undefined
      ? []
      : (await readConfiguration(await readText(config, context), config, context)).configuration.rules;
  // The paths of its own that these open are for the pages of these origins.
  const access = lists.origin === undefined ? true : { origins: lists.origin };
  return {
    dialect: await readDialects(context),
    port: readNumber(context, 'port', [0, 65_535], 9000),
    buckets: Object.fromEntries(names.map((name) => [name, rules])),
    ...(host === undefined ? {} : { host }),
    ...(dir === undefined ? {} : { dir }),
    ...(region === undefined ? {} : { region }),
    ...(switches.has('cors-headers-on-auth-errors') ? { corsHeadersOnAuthErrors: true } : {}),
    ...(switches.has('explain') ? { explain: true } : {}),
    ...(switches.has('fault-control') ? { faultControl: access } : {}),
    ...(switches.has('page-backend') ? { pageBackend: access } : {}),
    faults: (lists.fault ?? []).map((text) => readFault(text, context)),
    onError: (error) => context.around.err(`${String(error)}\n`),
  };
}

/** Every dialect that there is goes by its name here. */
async function readDialects({ texts, say }: Context): Promise<Dialect[]> {
  const known = new Map(
    Object.values(await import('../node/index.js'))
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

/** `pre.redirect,status=301`, or the same as JSON. Which codes and settings there are, the local bucket tells. */
function readFault(text: string, { say }: Context): FaultRequest {
  const [code = '', ...settings] = text.split(',');
  if (!text.startsWith('{')) {
    const entries = settings.map((setting): [string, string | number | boolean] => {
      const [name = '', ...rest] = setting.split('=');
      const value = rest.join('=');
      if (value === 'true' || value === 'false') return [name, value === 'true'];
      return [name, /^-?\d+$/.test(value) ? Number(value) : value];
    });
    return { ...Object.fromEntries(entries), code };
  }
  try {
    return JSON.parse(text) as FaultRequest;
  } catch {
    throw new UsageError([say('wrong.fault')]);
  }
}
