import { join } from 'node:path';

/** Names of environment variables, the first that is set counts. */
export interface KeyNames {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly securityToken?: string;
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
  /** The files of profiles. Absent: the vendor's tools have none. */
  readonly profiles?: {
    readonly file: (
      env: Readonly<Record<string, string | undefined>>,
      home: string,
      profile: string,
    ) => string;
    /** `null`: there is no such profile, or it has no keys. */
    readonly read: (text: string, profile: string) => FoundKeys | null;
  };
}

/** @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html */
export const AMAZON: Environment = {
  keys: [
    {
      accessKeyId: 'AWS_ACCESS_KEY_ID',
      secretAccessKey: 'AWS_SECRET_ACCESS_KEY',
      securityToken: 'AWS_SESSION_TOKEN',
    },
  ],
  regions: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
  endpoints: ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'],
  profiles: {
    file: (env, home) => env.AWS_SHARED_CREDENTIALS_FILE || join(home, '.aws', 'credentials'),
    read: (text, profile) => {
      const section = sectionOf(text, profile);
      return keysFrom(section, 'aws_access_key_id', 'aws_secret_access_key', 'aws_session_token');
    },
  },
};

/** @see https://www.alibabacloud.com/help/en/oss/developer-reference/ossutil-configure-ossutil */
export const ALIBABA: Environment = {
  keys: [
    {
      accessKeyId: 'OSS_ACCESS_KEY_ID',
      secretAccessKey: 'OSS_ACCESS_KEY_SECRET',
      securityToken: 'OSS_SESSION_TOKEN',
    },
    {
      accessKeyId: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
      secretAccessKey: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
      securityToken: 'ALIBABA_CLOUD_SECURITY_TOKEN',
    },
  ],
  regions: ['OSS_REGION', 'ALIBABA_CLOUD_REGION_ID'],
  endpoints: ['OSS_ENDPOINT'],
  profiles: {
    file: (_env, home) => join(home, '.aliyun', 'config.json'),
    read: (text, profile) => {
      const { profiles } = parseObject(text);
      const list: unknown[] = Array.isArray(profiles) ? profiles : [];
      const found = list.map(toObject).find(({ name }) => name === profile);
      return found === undefined ? null : keysFrom(found, 'access_key_id', 'access_key_secret', 'sts_token');
    },
  },
};

/** @see https://www.tencentcloud.com/document/product/1013 */
export const TENCENT: Environment = {
  keys: [
    {
      accessKeyId: 'TENCENTCLOUD_SECRET_ID',
      secretAccessKey: 'TENCENTCLOUD_SECRET_KEY',
      securityToken: 'TENCENTCLOUD_TOKEN',
    },
    {
      accessKeyId: 'COS_SECRET_ID',
      secretAccessKey: 'COS_SECRET_KEY',
      securityToken: 'COS_SESSION_TOKEN',
    },
  ],
  regions: ['TENCENTCLOUD_REGION', 'COS_REGION'],
  endpoints: ['COS_ENDPOINT'],
  profiles: {
    file: (_env, home, profile) => join(home, '.tccli', `${profile}.credential`),
    read: (text) => keysFrom(parseObject(text), 'secretId', 'secretKey', 'token'),
  },
};

/** @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/sdk/ */
export const QINGCLOUD: Environment = {
  keys: [{ accessKeyId: 'QINGSTOR_ACCESS_KEY_ID', secretAccessKey: 'QINGSTOR_SECRET_ACCESS_KEY' }],
  regions: ['QINGSTOR_ZONE'],
  endpoints: ['QINGSTOR_ENDPOINT'],
};

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
