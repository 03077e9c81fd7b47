import { ceph, type Store, s3 } from 'bucket-preflight';

/** The stores of the list, by the value of their option. */
export const STORES: Readonly<Record<string, Store>> = { s3, ceph };
