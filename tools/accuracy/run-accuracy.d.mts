import type { Part } from '../find-parts.mjs';

export interface AccuracyCommand {
  readonly prepare: (part: Part) => Promise<object>;
  readonly build: () => Promise<void>;
  readonly load: (file: string) => Promise<{ readonly module: object; readonly close: () => Promise<void> }>;
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
}

export function runAccuracyCommand(words: readonly string[], command: AccuracyCommand): Promise<number>;
