/** One recorded answer. */
export interface OracleCase {
  readonly id: string;
  readonly isObsolete?: boolean;
  /** What differs from the record, a text each. @param sdk - The public face of the package. */
  run(sdk: object): string[];
}

/** How files of one shape are read. */
export interface OracleReader {
  readonly shape: string;
  accepts(content: unknown): boolean;
  read(content: unknown): OracleCase[];
}

export const wptCors: OracleReader;
