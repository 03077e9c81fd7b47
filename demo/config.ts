/** What the page's own server says of its bucket. Fields are text as they go into the form. */
export interface DeskConfig {
  readonly store: string;
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  readonly addressing: string;
  /** Whether the server hands out credentials. */
  readonly sts: boolean;
  /** Whether the server puts rules on the bucket. */
  readonly canApply: boolean;
  /** Whether the server can put example rules back. */
  readonly canReset: boolean;
}

/** On a plain static host: nothing is known. */
const NOTHING: DeskConfig = {
  store: 's3',
  endpoint: '',
  region: '',
  bucket: '',
  key: '',
  addressing: 'virtual-host',
  sts: false,
  canApply: false,
  canReset: false,
};

/** Asks the page's own server. Whatever is not a configuration (no such file, an error page) counts as none. */
export async function loadConfig(): Promise<DeskConfig> {
  try {
    const answer = await fetch('config.json', { signal: AbortSignal.timeout(3000) });
    if (!answer.ok) return NOTHING;
    return readConfig(await answer.json());
  } catch {
    return NOTHING;
  }
}

function readConfig(value: unknown): DeskConfig {
  if (typeof value !== 'object' || value === null) return NOTHING;
  const given = new Map(Object.entries(value));
  const text = (name: keyof DeskConfig) => {
    const found: unknown = given.get(name);
    return typeof found === 'string' ? found : String(NOTHING[name]);
  };
  return {
    store: text('store'),
    endpoint: text('endpoint'),
    region: text('region'),
    bucket: text('bucket'),
    key: text('key'),
    addressing: text('addressing'),
    sts: given.get('sts') === true,
    canApply: given.get('canApply') === true,
    canReset: given.get('canReset') === true,
  };
}
