import type { Part } from '../find-parts.mjs';

export interface ConformanceCommand {
  readonly prepare: (part: Part) => Promise<object>;
  readonly load: (file: string) => Promise<{ readonly module: object; readonly close: () => Promise<void> }>;
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
}

export function runConformance(words: readonly string[], command: ConformanceCommand): Promise<number>;
