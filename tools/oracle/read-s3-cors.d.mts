import type { OracleReader } from './oracle-reader.d.mts';

export const s3Cors: OracleReader;
