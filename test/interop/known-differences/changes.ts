import type { InteropRequest } from '../requests.js';

type Entry = readonly [name: string, value: string];

/** A request with each header changed, or left out where nothing is given back. Names are given lower-case. */
export function changeHeaders<Request extends InteropRequest>(
  request: Request,
  change: (name: string, value: string) => Entry | undefined,
): Request {
  const changed = Object.entries(request.headers).flatMap(([name, value]) => {
    const entry = change(name.toLowerCase(), value);
    return entry === undefined ? [] : [entry];
  });
  return { ...request, headers: Object.fromEntries(changed) };
}

/** Whether any header is as asked. Names are given lower-case. */
export function someHeader(
  { headers }: InteropRequest,
  test: (name: string, value: string) => boolean,
): boolean {
  return Object.entries(headers).some(([name, value]) => test(name.toLowerCase(), value));
}

/** A request with each plain parameter changed. */
export function changeParameters<Request extends InteropRequest>(
  request: Request,
  change: (name: string, value: string) => Entry,
): Request {
  const changed = Object.entries(request.parameters).map(([name, value]) => change(name, value));
  return { ...request, parameters: Object.fromEntries(changed) };
}

/** A request whose parameters have names that every way of sorting puts in one order, and no peer looks at. */
export function renameParameters<Request extends InteropRequest>(request: Request): Request {
  const rename = (entries: Readonly<Record<string, string>>, stem: string) =>
    Object.fromEntries(
      Object.values(entries).map((value, index) => [`${stem}-${'abcdefghi'[index]}`, value]),
    );
  return {
    ...request,
    parameters: rename(request.parameters, 'parameter'),
    subResources: rename(request.subResources, 'part'),
  };
}

/** Whether two ways of sorting put names in another order. */
export function sortsOtherwise(
  names: readonly string[],
  theirs: (a: string, b: string) => number,
  ours: (a: string, b: string) => number,
): boolean {
  const sorted = [...names].sort(ours);
  return [...names].sort(theirs).some((name, index) => name !== sorted[index]);
}

/** Names in the order of their bytes once they are percent-encoded. */
export function compareEncoded(a: string, b: string): number {
  const [encodedA, encodedB] = [encode(a), encode(b)];
  return encodedA < encodedB ? -1 : Number(encodedA > encodedB);
}

/** Percent-encoded but for `A-Z a-z 0-9 - . _ ~`. */
export function encode(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => String.fromCharCode(byte))
    .map((character) =>
      /[\w.~-]/.test(character)
        ? character
        : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
}
