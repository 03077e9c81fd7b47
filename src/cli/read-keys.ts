import type { CredentialInput } from '../credentials/credential-source.js';
import { errorToldBy } from '../credentials/why-no-credentials.js';
import type { Context } from './command.js';
import type { Environment, FoundKeys, KeyNames } from './environment.js';
import { UsageError } from './exit-code.js';
import { systemReason } from './system-reason.js';

/** The variables that a vendor's credentials are in, as people are told them. */
export function keyNames({ keys: [first] }: Environment): string {
  return [first.accessKeyId, first.secretAccessKey, first.securityToken?.[0]].filter(Boolean).join(', ');
}

/**
 * The credentials: of the command, of the profile, or of the environment, whichever is given first in that order.
 *
 * @throws UsageError, which shows no value, when there are none.
 */
export async function readKeys(context: Context, environment: Environment): Promise<CredentialInput> {
  const { texts } = context;
  const command = texts['credentials-command'];
  if (command !== undefined) return ({ signal }) => runForKeys(context, command, signal);
  if (texts.profile !== undefined) return readProfile(context, environment, texts.profile);
  const { env } = context.around;
  for (const names of environment.keys) {
    const found = keysOf(env, names, context);
    if (found !== null) return found;
  }
  const profile = environment.profileNames.map((name) => env[name]).find(Boolean);
  if (profile) return readProfile(context, environment, profile);
  throw new UsageError([context.say('wrong.no-credentials', { names: keyNames(environment) })]);
}

function keysOf(
  env: Readonly<Record<string, string | undefined>>,
  names: KeyNames,
  { say }: Context,
): FoundKeys | null {
  const accessKeyId = env[names.accessKeyId];
  const secretAccessKey = env[names.secretAccessKey];
  if (!accessKeyId && !secretAccessKey) return null;
  if (!accessKeyId || !secretAccessKey) {
    const [found, missing] = accessKeyId
      ? [names.accessKeyId, names.secretAccessKey]
      : [names.secretAccessKey, names.accessKeyId];
    throw new UsageError([say('wrong.half-credentials', { found, missing })]);
  }
  const token = names.securityToken?.map((one) => env[one]).find(Boolean);
  return { accessKeyId, secretAccessKey, ...(token ? { securityToken: token } : {}) };
}

async function readProfile(
  { around, say }: Context,
  environment: Environment,
  name: string,
): Promise<FoundKeys> {
  const problems: string[] = [];
  for (const { path, read } of environment.profiles) {
    const file = path(around.env, around.home, name);
    try {
      const found = read(await around.readFile(file), name);
      if (found !== null) return found;
      problems.push(say('wrong.profile', { name, file }));
    } catch (error) {
      problems.push(say('wrong.read', { file, reason: systemReason(error) }));
    }
  }
  throw new UsageError(problems);
}

async function runForKeys({ around, say }: Context, command: string, signal: AbortSignal): Promise<string> {
  let printed: string;
  try {
    printed = await around.runCommand(command, signal);
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : '?';
    throw new UsageError([say('wrong.credentials-command', { reason })]);
  }
  const code = await errorToldBy(printed);
  if (code !== undefined) throw new UsageError([say('wrong.sts-error', { code })]);
  return printed;
}
