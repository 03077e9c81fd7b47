/** JSON as a file of its own, indented. Fields that are `undefined` are left out. */
export function writeJsonFile(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
