import type { Changes } from './change-one-byte.js';
import type { Bytes, SignedExample } from './page-actions.js';

/** A request that is to be sent, as it was signed or changed since. */
export interface SignedRequest {
  /** The name of its key, and what was changed: `a space, with the path changed`. */
  readonly title: string;
  readonly name: string;
  readonly isChanged: boolean;
  readonly signed: SignedExample;
  readonly body: Bytes | null;
}

const OTHER_BYTES: Bytes = [0];

/**
 * Each request as it was signed and with each change.
 *
 * @param bodyFor - What is sent as it was signed. What is changed comes with other bytes, to be told apart if it is stored.
 */
export function withChanges(
  signed: Readonly<Record<string, SignedExample>>,
  changes: Changes,
  bodyFor: (name: string) => Bytes | null,
): SignedRequest[] {
  return Object.entries(signed).flatMap(([name, example]) => {
    const body = bodyFor(name);
    return [
      { title: name, name, isChanged: false, signed: example, body },
      ...Object.entries(changes).map(([what, change]) => ({
        title: `${name}, with ${what} changed`,
        name,
        isChanged: true,
        signed: change(example),
        body: body === null ? null : OTHER_BYTES,
      })),
    ];
  });
}

/** What sending them should come to, by title. */
export function expectedOf(
  requests: readonly SignedRequest[],
  asSigned: (name: string) => string,
  changed: string,
): Record<string, string> {
  return Object.fromEntries(
    requests.map(({ title, name, isChanged }) => [title, isChanged ? changed : asSigned(name)]),
  );
}
