import { ceph, cos, oss, qingstor, type Store, s3 } from 'bucket-preflight';

/** The stores of the list, by what the value of their option is. */
export const STORES: Readonly<Record<string, Store>> = Object.fromEntries(
  [s3, oss, cos, qingstor, ceph].map((store) => [store.commandName, store]),
);
