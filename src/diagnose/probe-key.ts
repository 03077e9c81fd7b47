/**
 * The key of an object that nobody has, next to a given one: in the same directory and with the same end, as what stands in front
 * of a store goes by both. Where the path is long, the nearest directory above has to do whose name has 200 characters at most:
 * with the last 40 of the object's own and the id it stays below the 1,024 bytes that stores take, four bytes to each. Pure.
 *
 * @param id - A fresh name of letters, digits and hyphens, at most 60.
 */
export function probeKey(key: string, id: string): string {
  return key.replace(/^(.{0,200}\/)?.*?([^/]{0,40})$/su, `$1${id}-$2`);
}
