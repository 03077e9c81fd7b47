/** Signers by name, of what no public signer signs. */
export type GenericCore = Readonly<Record<string, unknown>>;

export function loadGenericCore(load: (path: string) => Promise<unknown>): Promise<GenericCore>;
