import type { HeaderEntry } from '../../../src/model/cors-exchange.js';
import type { ConformanceCase, Leg, Place, ScriptedAnswer } from '../conformance-case.js';

/** The origins of the three servers, such as `http://127.0.0.1:40001`. */
export type Origins = Readonly<Record<Place, string>>;

/** A case at the addresses where it is played. */
export interface PlacedCase extends ConformanceCase {
  /** What its paths are known by. */
  readonly key: string;
  /** The origin that the page has: `null` in the sandbox. */
  readonly origin: string;
  readonly url: string;
}

/** Puts the real origins in the place of those that a case only names. */
export function placeCase(given: ConformanceCase, origins: Origins): PlacedCase {
  const key = `${given.seed}-${given.index}`;
  const legs = given.legs.map(
    (leg, at): Leg => ({
      ...leg,
      preflight: placeAnswer(leg.preflight, origins, key, at),
      actual: placeAnswer(leg.actual, origins, key, at),
    }),
  );
  const origin = given.asked.from === 'sandbox' ? 'null' : origins.page;
  return { ...given, key, origin, url: legUrl(origins[given.asked.to], key, 0), legs };
}

/** Where a leg is played. */
function legUrl(origin: string, key: string, leg: number): string {
  return `${origin}/play/${key}/${leg}`;
}

/** Which leg of which case an address is of; `null`: it is none. */
export function readLegUrl(path: string): { readonly key: string; readonly leg: number } | null {
  const found = /\/play\/([\d-]+)\/(\d+)$/.exec(path);
  return found === null ? null : { key: found[1] ?? '', leg: Number(found[2]) };
}

function placeAnswer(answer: ScriptedAnswer, origins: Origins, key: string, leg: number): ScriptedAnswer {
  const fill = (text: string): string =>
    text
      .replace(/\{\{(page|store|other)(\.host)?\}\}/g, (_, place: Place, host?: string) =>
        host === undefined ? origins[place] : origins[place].replace('http://', ''),
      )
      .replace('{{key}}', key)
      .replace('{{next}}', String(leg + 1));
  return { ...answer, headers: answer.headers.map(([name, value]): HeaderEntry => [name, fill(value)]) };
}
