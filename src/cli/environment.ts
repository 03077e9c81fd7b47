import { join } from 'node:path';

/** Names of environment variables that belong together. */
export interface KeyNames {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The first that is set counts. */
  readonly securityToken?: readonly [string, ...string[]];
}

/** Keys as they were found. */
export interface FoundKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly securityToken?: string;
}

/** Where a vendor's own tools look for what is not given. */
export interface Environment {
  /** Sets of variables that belong together, the vendor's own first. */
  readonly keys: readonly [KeyNames, ...KeyNames[]];
  readonly regions: readonly string[];
  readonly endpoints: readonly string[];
  /** The variables that name a profile. */
  readonly profileNames: readonly string[];
  /** The files of profiles. The first that has the profile counts. */
  readonly profiles: readonly [ProfileFile, ...ProfileFile[]];
}

/** A file in which a vendor's tool keeps keys by name. */
export interface ProfileFile {
  readonly path: (env: Readonly<Record<string, string | undefined>>, home: string, profile: string) => string;
  /** `null`: there is no such profile, or it has no keys. */
  readonly read: (text: string, profile: string) => FoundKeys | null;
}

/** @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html */
export const AMAZON: Environment = {
  keys: [
    {
      accessKeyId: 'AWS_ACCESS_KEY_ID',
      secretAccessKey: 'AWS_SECRET_ACCESS_KEY',
      securityToken: ['AWS_SESSION_TOKEN'],
    },
  ],
  regions: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
  endpoints: ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'],
  profileNames: ['AWS_PROFILE'],
  profiles: [
    {
      path: (env, home) => env.AWS_SHARED_CREDENTIALS_FILE || join(home, '.aws', 'credentials'),
      read: (text, profile) => {
        const section = sectionOf(text, profile);
        return keysFrom(section, 'aws_access_key_id', 'aws_secret_access_key', 'aws_session_token');
      },
    },
  ],
};

/**
 * Those of ossutil, and of Alibaba's command line and clients.
 *
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/configure-ossutil
 * @see https://github.com/aliyun/aliyun-cli
 */
export const ALIBABA: Environment = {
  keys: [
    {
      accessKeyId: 'OSS_ACCESS_KEY_ID',
      secretAccessKey: 'OSS_ACCESS_KEY_SECRET',
      securityToken: ['OSS_SESSION_TOKEN'],
    },
    {
      accessKeyId: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
      secretAccessKey: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
      securityToken: ['ALIBABA_CLOUD_SECURITY_TOKEN'],
    },
  ],
  regions: ['OSS_REGION', 'ALIBABA_CLOUD_REGION_ID'],
  endpoints: ['OSS_ENDPOINT'],
  profileNames: ['ALIBABA_CLOUD_PROFILE'],
  profiles: [
    {
      path: (_env, home) => join(home, '.aliyun', 'config.json'),
      read: (text, profile) => {
        const { profiles } = parseObject(text);
        const list: unknown[] = Array.isArray(profiles) ? profiles : [];
        const found = list.map(toObject).find(({ name }) => name === profile);
        return found === undefined
          ? null
          : keysFrom(found, 'access_key_id', 'access_key_secret', 'sts_token');
      },
    },
    {
      path: (_env, home) => join(home, '.ossutilconfig'),
      read: (text, profile) => {
        const section = sectionOf(text, profile);
        return keysFrom(section, 'accessKeyID', 'accessKeySecret', 'stsToken');
      },
    },
  ],
};

/**
 * Those of Tencent's command line (tccli), whose token other tools of Tencent's name otherwise. COSCLI keeps its keys
 * encrypted (`~/.cos.yaml`), so that they cannot be read here.
 *
 * @see https://github.com/TencentCloud/tencentcloud-cli
 * @see https://www.tencentcloud.com/document/product/436/43251
 */
export const TENCENT: Environment = {
  keys: [
    {
      accessKeyId: 'TENCENTCLOUD_SECRET_ID',
      secretAccessKey: 'TENCENTCLOUD_SECRET_KEY',
      securityToken: ['TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN', 'TENCENTCLOUD_SESSION_TOKEN'],
    },
    {
      accessKeyId: 'COS_SECRET_ID',
      secretAccessKey: 'COS_SECRET_KEY',
      securityToken: ['COS_SESSION_TOKEN'],
    },
  ],
  regions: ['TENCENTCLOUD_REGION', 'COS_REGION'],
  endpoints: ['COS_ENDPOINT'],
  profileNames: ['TCCLI_PROFILE'],
  profiles: [
    {
      path: (_env, home, profile) => join(home, '.tccli', `${profile}.credential`),
      read: (text) => keysFrom(parseObject(text), 'secretId', 'secretKey', 'token'),
    },
  ],
};

/**
 * Those of QingStor's clients and of qsctl, whose file holds one account: the profile `default`.
 *
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/sdk/
 * @see https://github.com/qingstor/qsctl
 */
export const QINGCLOUD: Environment = {
  keys: [{ accessKeyId: 'QINGSTOR_ACCESS_KEY_ID', secretAccessKey: 'QINGSTOR_SECRET_ACCESS_KEY' }],
  regions: ['QINGSTOR_ZONE'],
  endpoints: ['QINGSTOR_ENDPOINT'],
  profileNames: [],
  profiles: [
    {
      path: (env, home) => env.QINGSTOR_CONFIG_PATH || join(home, '.qingstor', 'config.yaml'),
      read: (text, profile) =>
        profile === 'default' ? keysFrom(topLevelOf(text), 'access_key_id', 'secret_access_key', '') : null,
    },
  ],
};

/** The plain texts at the top of a YAML document. */
function topLevelOf(text: string): Record<string, unknown> {
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const [, name, single, double, plain] =
      /^(\w+)\s*:\s*(?:'([^']*)'|"([^"\\]*)"|([^'"#\s]\S*))\s*(?:#.*)?$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, single ?? double ?? plain] as const];
  });
  return Object.fromEntries(lines);
}

/** The lines of `[profile]` in a file of Amazon's tools. */
function sectionOf(text: string, profile: string): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  let isIn = false;
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[\s*(?:profile\s+)?(.*?)\s*\]/.exec(line);
    if (section !== null) isIn = section[1] === profile;
    const [, name = '', value = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (isIn && name !== '') found[name] = value;
  }
  return found;
}

function keysFrom(
  from: Readonly<Record<string, unknown>>,
  idName: string,
  secretName: string,
  tokenName: string,
): FoundKeys | null {
  const { [idName]: accessKeyId, [secretName]: secretAccessKey, [tokenName]: token } = from;
  if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') return null;
  if (accessKeyId === '' || secretAccessKey === '') return null;
  const given = typeof token === 'string' && token !== '' ? { securityToken: token } : {};
  return { accessKeyId, secretAccessKey, ...given };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return toObject(JSON.parse(text));
  } catch {
    return {};
  }
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
