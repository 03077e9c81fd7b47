import type { OracleCase } from './oracle-reader.d.mts';

export interface OracleException {
  readonly shape: string;
  readonly why: string;
  holds(entry: Pick<OracleCase, 'id' | 'isObsolete' | 'entry'>): boolean;
}

export const EXCEPTIONS: readonly OracleException[];

export function exceptionFor(
  shape: string,
  entry: Pick<OracleCase, 'id' | 'isObsolete' | 'entry'>,
): string | undefined;
