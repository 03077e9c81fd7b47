// A file of its own, so that what reads recordings is fetched when the first one is read.
export { explainExchanges } from 'bucket-preflight';
