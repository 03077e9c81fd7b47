import type { AccessKey, RandomBytes } from '../access-keys.js';
import type { Operation } from '../operation.js';

/** What an STS is asked for. */
export interface RoleRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number;
  /** Absent: no session policy. */
  readonly permits?: (operation: Operation) => boolean;
}

/** A temporary key that has been made. */
export interface AssumedRole {
  readonly key: AccessKey;
  readonly token: string;
  readonly expiresAt: Date;
  readonly request: RoleRequest;
  readonly randomBytes: RandomBytes;
}
