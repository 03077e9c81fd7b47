/** One recorded answer. */
export interface OracleCase<Differences = string[] | Promise<string[]>> {
  readonly id: string;
  /** The record as it stands in the file. */
  readonly entry?: unknown;
  readonly isObsolete?: boolean;
  /** What differs from the record, a text each. @param sdk - The public face of the package. */
  run(sdk: object): Differences;
}

/** How files of one shape are read. */
export interface OracleReader<Differences = string[] | Promise<string[]>> {
  readonly shape: string;
  accepts(content: unknown): boolean;
  read(content: unknown): OracleCase<Differences>[];
}
