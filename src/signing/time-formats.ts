import { oncePerSecond } from './once-per-second.js';

/** `20240115T083000Z`: ISO 8601 in its basic format. */
export const basicTime: (now: Date) => string = /* @__PURE__ */ oncePerSecond((now) => {
  if (Number.isNaN(now.getTime())) throw new RangeError('The time of signing is not a valid date');
  // By its parts: in a fresh page toISOString() and a pattern take longer than all the rest of a signature's text.
  const day = `${now.getUTCFullYear()}${twoDigits(now.getUTCMonth() + 1)}${twoDigits(now.getUTCDate())}`;
  return `${day}T${twoDigits(now.getUTCHours())}${twoDigits(now.getUTCMinutes())}${twoDigits(now.getUTCSeconds())}Z`;
});

/** `Mon, 15 Jan 2024 08:30:00 GMT`. @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
export const httpTime: (now: Date) => string = /* @__PURE__ */ oncePerSecond((now) => now.toUTCString());

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
