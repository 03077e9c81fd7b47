import type { Engine } from './engines/engine.js';

// https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte
// biome-ignore lint/suspicious/noControlCharactersInRegex: the standard's definition is about control characters
const UNSAFE_BYTE = /[\x00-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/;
// https://fetch.spec.whatwg.org/#simple-range-header-value
const SIMPLE_RANGE = /^bytes=(\d+)-(\d*)$/;
const LANGUAGE_VALUE = /^[0-9A-Za-z *,\-.;=]*$/;
const SAFELISTED_NAME = /^(accept|accept-language|content-language|content-type|range)$/;
// https://mimesniff.spec.whatwg.org/#parse-a-mime-type, by its type and subtype
const SAFELISTED_TYPE = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)[\t ]*(;|$)/i;

/** Safelisted values that are longer make their header unsafe. */
export const MAX_VALUE_BYTES = 128;

/**
 * Why a header needs the store's permission. `name`: no request may carry it unasked. The others are about the value of
 * one that may: `too-long`, a byte that is not allowed (`byte`, for `Accept` and `Content-Type`), a character that is not
 * allowed (`language`), a type other than the three of forms (`type`), anything but one plain range (`range`), or no
 * value of that client hint (`hint`). Three are habits of engines: in Firefox a byte past 7F (`non-ascii`), and a comma or a
 * last `;` in a type that is well otherwise (`separator`); and a byte position that is too large for the engine
 * (`range-too-large`). `too-long-together`: only the safelisted values together are too long.
 */
export type UnsafeReason =
  | 'name'
  | 'too-long'
  | 'byte'
  | 'language'
  | 'type'
  | 'range'
  | 'hint'
  | 'non-ascii'
  | 'separator'
  | 'range-too-large'
  | 'too-long-together';

/** What can be said of one header alone. */
type ValueReason = Exclude<UnsafeReason, 'too-long-together'>;

/**
 * Why a header needs the store's permission; `null`: it needs none, by its name and by its value, one character a byte and
 * without whitespace at its ends.
 *
 * @param lower - Its name, lower-case.
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
export function whyUnsafe(lower: string, value: string, engine: Engine): ValueReason | null {
  const hint = engine.alsoSafelisted?.get(lower);
  if (hint === undefined && !SAFELISTED_NAME.test(lower)) return 'name';
  // Longer ones are unsafe whatever they say, so that nothing long is ever read.
  if (value.length > MAX_VALUE_BYTES) return 'too-long';
  if (hint !== undefined) return hint.test(value) ? null : 'hint';
  return whyValueUnsafe(lower, value, engine);
}

function whyValueUnsafe(lower: string, value: string, engine: Engine): ValueReason | null {
  switch (lower) {
    case 'accept':
      return whyByteUnsafe(value, engine);
    case 'content-type':
      return whyByteUnsafe(value, engine) ?? whyTypeUnsafe(value, engine);
    case 'range':
      return whyRangeUnsafe(value, engine);
    default:
      return LANGUAGE_VALUE.test(value) ? null : 'language';
  }
}

/** https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte, and what one engine counts besides. */
function whyByteUnsafe(value: string, engine: Engine): ValueReason | null {
  const found = (engine.unsafeByte ?? UNSAFE_BYTE).exec(value)?.[0];
  if (found === undefined) return null;
  return found > '\x7f' ? 'non-ascii' : 'byte';
}

function whyTypeUnsafe(value: string, engine: Engine): ValueReason | null {
  if ((engine.safelistedType ?? SAFELISTED_TYPE).test(value)) return null;
  return SAFELISTED_TYPE.test(value) ? 'separator' : 'type';
}

/** @see https://fetch.spec.whatwg.org/#simple-range-header-value */
function whyRangeUnsafe(value: string, engine: Engine): ValueReason | null {
  const found = (engine.simpleRange ?? SIMPLE_RANGE).exec(value);
  if (found === null) return 'range';
  const start = BigInt(found[1] ?? '');
  const end = found[2] ? BigInt(found[2]) : start;
  if (start > end) return 'range';
  return engine.maxRangePosition !== undefined && end > engine.maxRangePosition ? 'range-too-large' : null;
}
