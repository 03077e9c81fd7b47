import type { CorsRule, Store } from 'bucket-preflight';
import type { FormValues } from '../form.js';
import type { PreparedCaseName } from './case-names.js';

/** What a bucket and the form are made to be. */
export interface SetUp {
  readonly rules: readonly CorsRule[];
  /** What goes wrong at the local bucket. */
  readonly faults: readonly object[];
  readonly values: Partial<FormValues>;
}

/** A prepared case on a local bucket. */
export interface PreparedCase {
  readonly name: PreparedCaseName;
  readonly setUp: SetUp;
  /** What it becomes after a first upload; then that is sent once more. `null`: nothing changes. */
  readonly afterwards: SetUp | null;
  /** Whether only the raw answer shows the cause, so that the page's own server is asked, too. */
  readonly asksServer: boolean;
  /** What puts it right, and that takes it back. `null`: the repairs of the diagnosis do. */
  readonly mend: { readonly what: 'rules' | 'faults' | 'form'; readonly to: SetUp } | null;
}

/** Where cases are prepared. */
export interface CasePlace {
  readonly store: Store;
  /** The page's own. */
  readonly origin: string;
  /** The bucket that is there. */
  readonly bucket: string;
}

/** All prepared cases of a store: what the classic mistakes look like in its own words. */
export function preparedCases({ store, origin, bucket }: CasePlace): PreparedCase[] {
  const good = goodRule(store, origin);
  const names = good.allowedHeaders;
  const token = names.find((name) => name.endsWith('-security-token'));
  const right: SetUp = { rules: [good], faults: [], values: { bucket } };
  const byRules = (name: PreparedCaseName, ...rules: readonly CorsRule[]): PreparedCase => ({
    ...{ name, setUp: { ...right, rules }, afterwards: null, asksServer: false, mend: null },
  });
  const byFault = (name: PreparedCaseName, fault: object): PreparedCase => ({
    ...{ name, setUp: { ...right, faults: [fault] }, afterwards: null, asksServer: false },
    mend: { what: 'faults', to: right },
  });
  const without = (...left: readonly (string | undefined)[]): CorsRule => ({
    ...good,
    allowedHeaders: names.filter((name) => !left.includes(name)),
  });
  const { exposeHeaders: _, ...unexposed } = good;
  return [
    ...(token === undefined ? [] : [byRules('token-header', without(token))]),
    byRules('origin', { ...good, allowedOrigins: ['https://app.example'] }),
    byRules('method', { ...good, allowedMethods: ['GET', 'HEAD'] }),
    byRules('split', without(names[0]), without(names[1])),
    byRules('no-rules'),
    {
      ...byRules('etag', unexposed),
      mend: { what: 'rules', to: right },
    },
    byFault('expired-token', {
      code: 'act.readable-error',
      status: 403,
      errorCode: EXPIRED[store.commandName],
    }),
    byFault('hidden-error', { code: 'act.error-without-cors', status: 403 }),
    ...(store.signer.takesToken
      ? [
          byFault('skewed-clock', {
            code: 'act.readable-error',
            status: 403,
            errorCode: 'RequestTimeTooSkewed',
          }),
        ]
      : []),
    { ...byRules('stale-preflight', good), afterwards: { ...right, rules: [] } },
    { ...byFault('two-headers', { code: 'pre.acao-multiple' }), asksServer: true },
    { ...byFault('redirect', { code: 'pre.redirect' }), asksServer: true },
    {
      ...byRules('no-bucket', good),
      setUp: { ...right, values: { bucket: `${bucket}-of-nobody` } },
      asksServer: true,
      mend: { what: 'form', to: right },
    },
    byFault('cut-off', { code: 'net.reset-upload', afterBytes: 65_536 }),
  ];
}

/** What `requiredCors()` gives for these uploads and what reads them, which would be many bytes of the page. */
export function goodRule({ signer }: Store, origin: string) {
  const { headerNames, takesToken } = signer;
  const names = headerNames.filter((name) => takesToken || !name.endsWith('security-token'));
  return {
    allowedOrigins: [origin],
    allowedMethods: ['GET', 'HEAD', 'PUT'],
    allowedHeaders: [...new Set([...names, 'content-type'])].sort(),
    exposeHeaders: ['ETag'],
    maxAgeSeconds: 600,
  } satisfies CorsRule;
}

/** What stores call a token whose time has passed. */
const EXPIRED: Readonly<Record<string, string>> = {
  s3: 'ExpiredToken',
  oss: 'SecurityTokenExpired',
  cos: 'ExpiredToken',
  qingstor: 'request_expired',
  ceph: 'ExpiredToken',
};
