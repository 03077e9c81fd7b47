import fc from 'fast-check';
import {
  type Addressing,
  type BucketLocation,
  type Credentials,
  locateBucket,
  type SignableRequest,
} from '../../src/index.js';

/** Where the signature goes. */
export type Form = 'headers' | 'url';

/** A request that we and a peer sign. */
export interface InteropRequest {
  readonly form: Form;
  readonly method: string;
  readonly location: BucketLocation;
  readonly key: string;
  /** Query parameters that name a part of the bucket or object. Some schemes sign only these. */
  readonly subResources: Readonly<Record<string, string>>;
  /** All other query parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
  readonly now: Date;
  /** Of a URL. */
  readonly expiresInSeconds: number;
}

/** What differs between the stores in the requests that are drawn. */
export interface Vocabulary {
  /** Addresses, the service itself among them. */
  readonly endpoints: readonly string[];
  readonly regions: readonly string[];
  /** Names of headers, in any case; those of the caller's own metadata are added to them. */
  readonly headerNames: readonly string[];
  /** What such names begin with: `x-oss-meta-`. */
  readonly metadataPrefix: string;
  readonly subResources: readonly string[];
  readonly parameters: readonly string[];
}

/** What encoders, sorters and trimmers trip over. */
const HOSTILE_PIECES = [
  ...' +%(!\'*~/=&?#"<>[]\\^`{|}$,;:@)._-\t\n',
  ...['//', '%2F', '%20', '%e6', '+ +', 'a', 'Z', '0', 'b.txt', '报告', 'é', 'e\u0301', 'É', '🎉', '👩‍👩‍👧'],
];

/** Text with what is hard to encode, and names that objects have already. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...HOSTILE_PIECES), { maxLength: 8 })
      .map((pieces) => pieces.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
);

/** A key. Without `.` and `..` segments: we refuse those, since no browser sends them. */
export const key: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 4, arbitrary: hostileText },
    { weight: 1, arbitrary: hostileText.map((text) => `/${text}`) },
    { weight: 2, arbitrary: fc.constantFrom('photos/cat.png', 'a', '报告/季度 1.txt', 'ends/') },
    { weight: 2, arbitrary: fc.constant('') },
  )
  .filter((text) => !/(?:^|\/)\.\.?(?:\/|$)/.test(text));

/** What a header may hold, in a page too: printable ASCII and tabs, spaces around it, nothing. */
const headerValue: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[\w.,:;=&+/()!~*'-]{1,20}$/) },
  { weight: 2, arbitrary: fc.stringMatching(/^[!-~]{1,20}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[!-~]{1,6}( {1,3}[!-~]{1,6}){1,2}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[ \t]{0,2}[!-~]{1,6}\t?[!-~]{1,6}[ \t]{0,2}$/) },
  { weight: 1, arbitrary: fc.constant('') },
);

/** Credentials with or without a token, long enough to be found in a text only where it stands. */
export const credentials: fc.Arbitrary<Credentials> = fc.record(
  {
    accessKeyId: fc.stringMatching(/^(STS\.)?[A-Za-z0-9_-]{8,24}$/),
    secretAccessKey: fc.stringMatching(/^[!-~]{16,48}$/),
    securityToken: fc.stringMatching(/^[!-~]{24,64}$/),
  },
  { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
);

/** A time, to the millisecond. */
export const time: fc.Arbitrary<Date> = fc.date({
  min: new Date('2015-01-01T00:00:00Z'),
  max: new Date('2039-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

/** A life that every scheme allows. */
export const expiresInSeconds: fc.Arbitrary<number> = fc.integer({ min: 1, max: 604_800 });

function locations(vocabulary: Vocabulary, addressings: readonly Addressing[]): fc.Arbitrary<BucketLocation> {
  return fc
    .record({
      endpoint: fc.constantFrom(...vocabulary.endpoints),
      region: fc.constantFrom(...vocabulary.regions),
      bucket: fc.constantFrom('photos', 'photos-1250000000', 'a1b2c3'),
      addressing: fc.constantFrom(...addressings),
    })
    .map(locateBucket);
}

/** Requests in the words of a store, a few of them about the service itself. */
export function requests(
  vocabulary: Vocabulary,
  form: Form,
  addressings: readonly Addressing[] = ['virtual-host', 'path', 'custom-domain'],
): fc.Arbitrary<InteropRequest> {
  return fc
    .record({
      form: fc.constant(form),
      method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD'),
      location: locations(vocabulary, addressings),
      key,
      subResources: entries(fc.constantFrom(...vocabulary.subResources), 3),
      parameters: entries(fc.oneof(fc.constantFrom(...vocabulary.parameters), hostileText), 3),
      headers: headers(vocabulary),
      credentials,
      now: time,
      expiresInSeconds,
      isAboutService: fc.integer({ min: 0, max: 19 }).map((number) => number === 0),
    })
    .map(({ isAboutService, ...request }) =>
      isAboutService
        ? { ...request, key: '', location: { ...request.location, bucket: '', bucketPath: '' } }
        : request,
    );
}

/** Parameters with values that are hard to encode, with spaces around them too, and empty ones. */
function entries(name: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<Record<string, string>> {
  const value = fc.oneof({ weight: 4, arbitrary: hostileText }, { weight: 1, arbitrary: fc.constant('') });
  const some = fc
    .uniqueArray(fc.tuple(name, value), { selector: ([text]) => text, minLength: 1, maxLength })
    .map((pairs) => Object.fromEntries(pairs));
  return fc.oneof(fc.constant({}), some);
}

function headers({ headerNames, metadataPrefix }: Vocabulary): fc.Arbitrary<Record<string, string>> {
  const metadata = fc
    .stringMatching(/^[a-z0-9]([a-z0-9._!~-]{0,5}[a-z0-9!~])?$/)
    .map((rest) => metadataPrefix + rest);
  const name = fc
    .tuple(fc.oneof(fc.constantFrom(...headerNames), metadata), fc.boolean())
    .map(([text, isCapital]) =>
      isCapital ? text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()) : text,
    );
  const some = fc
    .uniqueArray(fc.tuple(name, headerValue), {
      selector: ([text]) => text.toLowerCase(),
      minLength: 1,
      maxLength: 5,
    })
    .map((pairs) => Object.fromEntries(pairs));
  return fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: some });
}

/** The query as it is sent. */
export function queryOf({ parameters, subResources }: InteropRequest): Record<string, string> {
  return { ...parameters, ...subResources };
}

/** The request as our signers take it. */
export function signable(request: InteropRequest): SignableRequest {
  const { method, location, headers } = request;
  return { method, location, key: request.key, query: queryOf(request), headers };
}
