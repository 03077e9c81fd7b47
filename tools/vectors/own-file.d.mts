import type { OwnCase } from './run-case.d.mts';

export function readOwnFile(path: string): OwnCase[];
