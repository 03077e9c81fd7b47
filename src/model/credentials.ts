/** Credentials that sign requests, in this SDK's own spelling. */
export interface Credentials {
  /** The key's public name. It goes along with every signature. */
  readonly accessKeyId: string;
  /** The secret. It signs, and is never sent. */
  readonly secretAccessKey: string;
  /** The STS session token. Absent: long-lived keys, which do not belong in a page. */
  readonly securityToken?: string;
  /** When they began, by the clock of the server that gave them. Absent: it did not say. */
  readonly startTime?: Date;
  /** When the credentials end. Absent: they do not, or it is not known. */
  readonly expiration?: Date;
}
