/** A bucket as a command names it. */
export interface CommandTarget {
  /** Without it the command would go to AWS, and to a bucket there that happens to have the same name. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
}

/** The command that puts the rules in `cors.json` on a bucket. */
export function putCommand({ endpoint, region, bucket }: CommandTarget): string {
  return [
    'aws s3api put-bucket-cors',
    `--endpoint-url ${word(endpoint.replace(/\/$/, ''))}`,
    `--region ${word(region)}`,
    `--bucket ${word(bucket)}`,
    '--cors-configuration file://cors.json',
  ].join(' ');
}

/** One word of a POSIX shell, whatever is in it; quoted only where that is needed. */
function word(text: string): string {
  return /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
