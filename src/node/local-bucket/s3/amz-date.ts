/** A time as Signature Version 4 writes it: `20130524T000000Z`. */
export function writeAmzDate(time: Date): string {
  return time.toISOString().replace(/\.\d+|[-:]/g, '');
}

/** The time in such a text. `null` when it is another text, or no time that exists. */
export function readAmzDate(text: string): Date | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time.getTime()) || writeAmzDate(time) !== text ? null : time;
}

/** A time as S3 and STS write it in XML, without fractions: `2013-05-24T00:00:00Z`. */
export function writeXmlTime(time: Date): string {
  return time.toISOString().replace(/\.\d+/, '');
}
