/** A file of its own, to be fetched when rules are pasted. */
export { readCorsDocument } from 'bucket-preflight';
