import { oncePerSecond } from './once-per-second.js';

/** `20240115T083000Z`: ISO 8601 in its basic format. */
export const basicTime: (now: Date) => string = /* @__PURE__ */ oncePerSecond((now) =>
  now.toISOString().replace(/[-:]|\.\d{3}/g, ''),
);

/** `Mon, 15 Jan 2024 08:30:00 GMT`. @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
export const httpTime: (now: Date) => string = /* @__PURE__ */ oncePerSecond((now) => now.toUTCString());
