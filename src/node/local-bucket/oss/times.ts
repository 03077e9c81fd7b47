/** A time as signature V4 writes it: `20241128T100000Z`. */
function writeOssDate(time: Date): string {
  return time.toISOString().replace(/\.\d+|[-:]/g, '');
}

/** The time in such a text. `null` when it is another text, or no time that exists. */
export function readOssDate(text: string): Date | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time.getTime()) || writeOssDate(time) !== text ? null : time;
}

/** The time in a `Date` header: `Wed, 28 Dec 2022 10:27:41 GMT`. `null` when it is another text. */
export function readHttpDate(text: string): Date | null {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) || time.toUTCString() !== text ? null : time;
}

/** A time as OSS writes it in an error: whole seconds, but with a fraction, `2012-12-25T09:49:00.000Z`. */
export function writeErrorTime(time: Date): string {
  return new Date(Math.floor(time.getTime() / 1000) * 1000).toISOString();
}
