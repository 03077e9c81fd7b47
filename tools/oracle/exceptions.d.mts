import type { OracleCase } from './read-wpt-cors.d.mts';

export function exceptionFor(shape: string, entry: Pick<OracleCase, 'id' | 'isObsolete'>): string | undefined;
