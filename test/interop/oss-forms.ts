import fc from 'fast-check';
import type { BucketLocation, Credentials, PolicyCondition } from '../../src/index.js';
import { isKeptInForm } from '../signing/arbitraries.js';
import { PLAIN_OSS_REQUEST } from './oss-requests.js';
import { credentials, expiresInSeconds, hostileText, key, time } from './requests.js';

/** An upload by form that we and a peer sign. */
export interface OssForm {
  readonly location: BucketLocation;
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly conditions: readonly PolicyCondition[];
  readonly credentials: Credentials;
  readonly now: Date;
  readonly expiresInSeconds: number;
  /** Whether the caller signs the policy as a text of its own, laid out in lines. */
  readonly isLaidOut: boolean;
}

/** A form about which nothing is special. */
export const PLAIN_OSS_FORM: OssForm = {
  location: PLAIN_OSS_REQUEST.location,
  key: 'cat.png',
  fields: { 'Content-Type': 'image/png' },
  conditions: [],
  credentials: PLAIN_OSS_REQUEST.credentials,
  now: PLAIN_OSS_REQUEST.now,
  expiresInSeconds: 600,
  isLaidOut: false,
};

const fields = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('Content-Type', 'x-oss-object-acl', 'x-oss-meta-a', 'x:报告', 'success_action_status'),
      // We refuse what a browser changes in a form.
      hostileText.filter(isKeptInForm),
    ),
    { selector: ([name]) => name, maxLength: 4 },
  )
  .map((entries) => Object.fromEntries(entries));

const condition: fc.Arbitrary<PolicyCondition> = fc.oneof(
  fc.tuple(fc.constant('content-length-range' as const), fc.nat(), fc.nat()),
  fc.tuple(fc.constant('starts-with' as const), fc.constant('$key'), hostileText),
  fc.tuple(
    fc.constant('not-in' as const),
    fc.constant('$cache-control'),
    fc.array(hostileText, { maxLength: 2 }),
  ),
  // Another bucket than the form's own we refuse.
  fc.constant({ bucket: PLAIN_OSS_FORM.location.bucket }),
  hostileText.map((text) => ({ 'x-oss-meta-b': text })),
);

/** Forms with hostile keys, fields and conditions. */
export function ossForms(): fc.Arbitrary<OssForm> {
  return fc.record({
    location: fc.constant(PLAIN_OSS_FORM.location),
    key: key.filter((text) => text !== '' && isKeptInForm(text)),
    fields,
    conditions: fc.array(condition, { maxLength: 3 }),
    credentials,
    now: time,
    expiresInSeconds,
    isLaidOut: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
  });
}
