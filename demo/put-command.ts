/** A bucket as a command names it. */
export interface CommandTarget {
  /** What the command line calls the store. */
  readonly store: string;
  /** Without it the command would go to the public endpoint, and to a bucket there that happens to have the same name. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
}

/** The command that puts the rules in `cors.json` on a bucket, with the command line of AWS. */
export function putCommand({ endpoint, region, bucket }: CommandTarget): string {
  return [
    'aws s3api put-bucket-cors',
    `--endpoint-url ${word(endpoint.replace(/\/$/, ''))}`,
    `--region ${word(region)}`,
    `--bucket ${word(bucket)}`,
    '--cors-configuration file://cors.json',
  ].join(' ');
}

/** The same with this SDK's own, which takes any document of any store. */
export function ownPutCommand({ store, endpoint, region, bucket }: CommandTarget): string {
  return [
    'npx bucket-preflight cors put cors.txt',
    `--store ${word(store)}`,
    `--bucket ${word(bucket)}`,
    ...(region === '' ? [] : [`--region ${word(region)}`]),
    `--endpoint ${word(endpoint.replace(/\/$/, ''))}`,
  ].join(' ');
}

/** One word of a POSIX shell, whatever is in it; quoted only where that is needed. */
function word(text: string): string {
  return /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
