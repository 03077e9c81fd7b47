import type { OracleReader } from './oracle-reader.d.mts';

export const cephMatrix: OracleReader<string[]>;
