import type { OracleReader } from './oracle-reader.d.mts';

export const wptCors: OracleReader<string[]>;
