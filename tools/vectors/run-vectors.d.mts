import type { CaseSigners } from './run-case.d.mts';

export interface VectorRun {
  readonly loadSigners: () => Promise<CaseSigners>;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

export function runVectors(paths: readonly string[], run: VectorRun): Promise<0 | 1 | 2>;
