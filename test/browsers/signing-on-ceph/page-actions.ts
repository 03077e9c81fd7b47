import type { FormRequest, ObjectRequest } from '../../../src/index.js';

/** A bucket as a page makes it. */
export interface PageBucket {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** As text: what an STS answered, or JSON. */
  readonly credentials: string;
  readonly isLongLived: boolean;
}

/** Bytes as JSON carries them. */
export type Bytes = readonly number[];

/** A signed request as JSON: headers, or the fields of a form. */
export interface SignedExample {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>>;
}

/** What a page can be asked to do: for each action what goes in, and what comes out. */
export interface PageActions {
  putObject: [input: { readonly key: string; readonly body: Bytes }, output: 'stored'];
  getObject: [input: { readonly key: string }, output: Bytes];
  signRequest: [input: ObjectRequest, output: SignedExample];
  presignUrl: [input: ObjectRequest, output: SignedExample];
  signForm: [input: FormRequest, output: SignedExample];
  /** A request to the STS, with this body. */
  signStsRequest: [input: { readonly body: string }, output: SignedExample];
  /** The answer, or `null` where the page could not read any. */
  send: [
    input: SignedExample & { readonly id: string; readonly body: Bytes | null },
    output: { readonly status: number; readonly body: Bytes } | null,
  ];
}

/** What came of one action. */
export type PageOutcome<Output> = { readonly output: Output } | { readonly error: string };

/**
 * Does one thing with many inputs, six at a time. Runs in the page: it sees nothing of this file.
 *
 * @returns What came of each input, in order.
 */
export async function actInPage<Action extends keyof PageActions>(
  { endpoint, region, bucket: bucketName, credentials, isLongLived }: PageBucket,
  action: Action,
  inputs: readonly PageActions[Action][0][],
): Promise<PageOutcome<PageActions[Action][1]>[]> {
  const { sdk } = globalThis as unknown as { readonly sdk: typeof import('../../../src/index.js') };
  const bucket = sdk.createBucket({
    store: sdk.ceph,
    endpoint,
    region,
    bucket: bucketName,
    credentials: () => credentials,
    dangerouslyAllowLongLivedKeys: isLongLived,
  });
  const life = { expiresInSeconds: 600 };
  const bytesOf = async (response: Response): Promise<Bytes> => [
    ...new Uint8Array(await response.arrayBuffer()),
  ];
  const actions: {
    [Each in keyof PageActions]: (input: PageActions[Each][0]) => Promise<PageActions[Each][1]>;
  } = {
    putObject: async ({ key, body }) => {
      await sdk.putObject(bucket, key, new Uint8Array(body));
      return 'stored';
    },
    getObject: async ({ key }) => bytesOf(await sdk.getObject(bucket, key)),
    signRequest: async (request) => {
      const { url, headers } = await sdk.signRequest(bucket, request);
      return { method: request.method, url, headers };
    },
    presignUrl: async (request) => {
      const { url, headers } = await sdk.presignUrl(bucket, request, life);
      return { method: request.method, url, headers };
    },
    signForm: async (form) => {
      const { url, fields } = await sdk.signForm(bucket, form, life);
      return { method: 'POST', url, headers: {}, fields };
    },
    signStsRequest: async ({ body }) => {
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)));
      const payloadHash = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      const location = sdk.locateBucket({ endpoint, bucket: '', region, addressing: 'path' });
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const signed = await sdk.signAwsV4Headers(
        { method: 'POST', location, key: '', headers },
        await sdk.readCredentials(credentials, new Date(), 'any'),
        { now: new Date(), service: 'sts', payloadHash },
      );
      return { method: 'POST', url: signed.url, headers: signed.headers };
    },
    send: async ({ id, method, url, headers, fields, body }) => {
      const bytes = body === null ? null : new Uint8Array(body);
      const form = fields === undefined ? null : sdk.toFormData({ fields }, new Blob([bytes ?? '']));
      // The referrer says which request this is. It changes nothing that is signed or needs permission.
      const referrer = { referrer: `/${id}`, referrerPolicy: 'unsafe-url' } as const;
      const sending = fetch(url, { method, headers, body: form ?? bytes, cache: 'no-store', ...referrer });
      const response = await sending.catch(() => null);
      return response === null ? null : { status: response.status, body: await bytesOf(response) };
    },
  };
  const outcomes: PageOutcome<PageActions[Action][1]>[] = [];
  const queue = inputs.entries();
  const work = async (): Promise<void> => {
    for (const [index, input] of queue) {
      outcomes[index] = await actions[action](input).then(
        (output) => ({ output }),
        (error: unknown) => ({ error: String(error) }),
      );
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  return outcomes;
}
