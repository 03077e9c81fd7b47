import type { Engine } from './engines/engine.js';

const LANGUAGE_VALUE = /^[0-9A-Za-z *,\-.;=]*$/;
const SAFELISTED_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);

/** Safelisted values that are longer make their header unsafe. */
export const MAX_VALUE_BYTES = 128;

/**
 * Why a header needs the store's permission. `name`: no request may carry it unasked. The others are about the value of
 * one that may: `too-long`, a byte that is not allowed (`byte`, for `Accept` and `Content-Type`), a character that is not
 * allowed (`language`), a type other than the three of forms (`type`), anything but one plain range (`range`), or no
 * value of that client hint (`hint`). `too-long-together`: only the safelisted values together are too long.
 */
export type UnsafeReason =
  | 'name'
  | 'too-long'
  | 'byte'
  | 'language'
  | 'type'
  | 'range'
  | 'hint'
  | 'too-long-together';

/**
 * Why a header needs the store's permission; `null`: it needs none, by its name and by its value, one character a byte and
 * without whitespace at its ends.
 *
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
export function whyUnsafe(name: string, value: string, engine: Engine): UnsafeReason | null {
  const why = whyValueUnsafe(name.toLowerCase(), value, engine);
  return why !== 'name' && value.length > MAX_VALUE_BYTES ? 'too-long' : why;
}

function whyValueUnsafe(lower: string, value: string, engine: Engine): UnsafeReason | null {
  switch (lower) {
    case 'accept':
      return engine.unsafeByte.test(value) ? 'byte' : null;
    case 'accept-language':
    case 'content-language':
      return LANGUAGE_VALUE.test(value) ? null : 'language';
    case 'content-type':
      if (engine.unsafeByte.test(value)) return 'byte';
      return SAFELISTED_TYPES.has(essence(value)) && !(engine.commaEndsContentType && value.includes(','))
        ? null
        : 'type';
    case 'range':
      return isSimpleRange(value, engine) ? null : 'range';
    default: {
      const hint = engine.alsoSafelisted.find(([name]) => name === lower);
      if (hint === undefined) return 'name';
      return hint[1].test(value) ? null : 'hint';
    }
  }
}

/** The type and subtype of a MIME type, lower-case, without parameters. @see https://mimesniff.spec.whatwg.org/#parse-a-mime-type */
function essence(value: string): string {
  return (value.split(';', 1)[0] ?? '').replace(/[\t\n\r ]+$/, '').toLowerCase();
}

/** @see https://fetch.spec.whatwg.org/#simple-range-header-value */
function isSimpleRange(value: string, engine: Engine): boolean {
  // Longer ones are unsafe whatever they say, and long numbers take long to read.
  const found = value.length > MAX_VALUE_BYTES ? null : engine.simpleRange.exec(value);
  if (found === null) return false;
  const start = BigInt(found[1] ?? '');
  const end = found[2] ? BigInt(found[2]) : start;
  return start <= end && (engine.maxRangePosition === null || end <= engine.maxRangePosition);
}
