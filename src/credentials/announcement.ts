import { type CredentialNeeds, readCheckedCredentials } from './read-credential-fields.js';
import type { ObtainedCredentials } from './turns.js';

/** Credentials as one tab tells them to others: every time as a number, the credentials' own in Unix seconds. */
export type Announcement = Readonly<Record<string, string | number | undefined>>;

/** Writes what other tabs read. Pure. */
export function writeAnnouncement({ credentials, obtainedAtMs }: ObtainedCredentials): Announcement {
  const { startTime, expiration } = credentials;
  return { ...credentials, startTime: seconds(startTime), expiration: seconds(expiration), obtainedAtMs };
}

/**
 * Reads what another tab told, which may run another version of the app, as suspiciously as any answer.
 *
 * @returns `undefined`: no announcement, or of credentials that are not valid now.
 */
export async function readAnnouncement(
  message: unknown,
  now: Date,
  needs: CredentialNeeds,
): Promise<ObtainedCredentials | undefined> {
  if (typeof message !== 'object' || message === null) return undefined;
  const obtainedAtMs: unknown = Reflect.get(message, 'obtainedAtMs');
  if (typeof obtainedAtMs !== 'number' || Number.isNaN(obtainedAtMs)) return undefined;
  try {
    return { credentials: await readCheckedCredentials(message, now, needs), obtainedAtMs };
  } catch {
    return undefined;
  }
}

function seconds(date: Date | undefined): number | undefined {
  return date && date.getTime() / 1000;
}
