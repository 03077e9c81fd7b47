/** Credentials that sign requests, in this SDK's own spelling. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The STS session token. Absent: long-lived keys, which do not belong in a page. */
  readonly securityToken?: string;
  /** When the credentials end. Absent: they do not, or it is not known. */
  readonly expiration?: Date;
}
