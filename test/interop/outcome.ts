import type { Outcome } from './compare.js';

/** The parameters of a URL, decoded, but for those named. */
export function parametersOf(
  url: string,
  without: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const { searchParams } = new URL(url);
  return Object.fromEntries([...searchParams].filter(([name]) => !Object.hasOwn(without, name)));
}

/** A text with the security token hidden as our traces hide it, wherever it stands and however it is encoded. */
export function hideToken(text: string, token: string | undefined): string {
  if (token === undefined) return text;
  const encoded = encodeURIComponent(token).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return text.replaceAll(token, '<security token>').replaceAll(encoded, '<security token>');
}

/** The signature at the end of an `Authorization` header of version 4, beside the whole of it. */
export function v4Authorization(authorization: string | undefined = ''): Outcome {
  return { signature: /Signature=([0-9a-f]{64})$/.exec(authorization)?.[1] ?? '', authorization };
}

/** The signature among the parameters of COS, beside the whole of them. */
export function cosOutcome(authorization: string): Outcome {
  return { signature: /&q-signature=([0-9a-f]{40})$/.exec(authorization)?.[1] ?? '', authorization };
}
