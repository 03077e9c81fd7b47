/**
 * What a store's error means, whichever store says so. `expired-credentials`: the temporary credentials have ended or are
 * not known; ask the STS again. `clock`: the time of the signature lies too far from the store's. `region`: the bucket is
 * in another region, or at another endpoint. `denied`: the policy of the credentials does not allow it. `no-bucket`,
 * `no-object`: it does not exist. `signature`: the signature or its access key is refused. `other`: none of these, or the
 * answer did not say.
 */
export type StoreErrorKind =
  | 'expired-credentials'
  | 'clock'
  | 'region'
  | 'denied'
  | 'no-bucket'
  | 'no-object'
  | 'signature'
  | 'other';
