/** Whether a name can be a bucket's: 3 to 63 of `a-z 0-9 . -`, a letter or digit at both ends, no two dots in a row. */
export function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..');
}
