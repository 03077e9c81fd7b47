import type { RawExchange } from 'bucket-preflight';
import type { RecordedCaseName } from './case-names.js';

/** What cannot be had on a local bucket, as a recorder saw it elsewhere: the last exchange is the one that failed. */
export const RECORDED_CASES: Readonly<Record<RecordedCaseName, readonly RawExchange[]>> = {
  'mixed-content': [
    {
      request: { origin: 'https://app.example', method: 'PUT', url: 'http://photos.store.example/a.jpg' },
      failure: { leg: 'request', reason: 'mixed-content' },
    },
  ],
  'poisoned-cache': [
    {
      request: { origin: 'https://app.example', method: 'GET', url: 'https://photos.store.example/a.jpg' },
      response: {
        status: 200,
        headers: [
          ['Access-Control-Allow-Origin', 'https://app.example'],
          ['Vary', 'Origin'],
        ],
      },
    },
    {
      request: { origin: 'https://app.example', method: 'GET', url: 'https://photos.store.example/a.jpg' },
      // The page showed the picture by <img> before, without asking for CORS, and the browser kept that answer.
      response: { status: 200, headers: [['Cache-Control', 'max-age=86400']] },
      servedBy: 'browser-cache',
    },
  ],
};
