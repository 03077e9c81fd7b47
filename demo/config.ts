/** A bucket that the page's own server has. Fields are text as they go into the form. */
export interface ServedBucket {
  readonly store: string;
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  readonly addressing: string;
  /** What the server gives: credentials of an STS, or a signature for each request. */
  readonly signing: 'sts' | 'signer';
  /** Whether the server can put example rules back. */
  readonly canReset: boolean;
  /** Whether the server can make things go wrong. */
  readonly canFault: boolean;
}

/** What the page's own server says of its buckets. None: the page is served as plain files. */
export interface DeskConfig {
  readonly buckets: readonly ServedBucket[];
}

/** Asks the page's own server. Whatever is not a configuration (no such file, an error page) counts as none. */
export async function loadConfig(): Promise<DeskConfig> {
  try {
    const answer = await fetch('config.json', { signal: AbortSignal.timeout(3000) });
    if (!answer.ok) return { buckets: [] };
    const { buckets } = (await answer.json()) as { readonly buckets?: unknown };
    return { buckets: Array.isArray(buckets) ? buckets.map(readBucket) : [] };
  } catch {
    return { buckets: [] };
  }
}

function readBucket(value: unknown): ServedBucket {
  const given = new Map(Object.entries(value as object));
  const text = (name: keyof ServedBucket) => {
    const found: unknown = given.get(name);
    return typeof found === 'string' ? found : '';
  };
  return {
    store: text('store'),
    endpoint: text('endpoint'),
    region: text('region'),
    bucket: text('bucket'),
    key: text('key'),
    addressing: text('addressing'),
    signing: given.get('signing') === 'signer' ? 'signer' : 'sts',
    canReset: given.get('canReset') === true,
    canFault: given.get('canFault') === true,
  };
}
