export interface OracleRun {
  readonly loadSdk: () => Promise<object>;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

export function runOracle(paths: readonly string[], run: OracleRun): Promise<number>;
