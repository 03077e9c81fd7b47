import { readCount } from './query-parameters.js';
import type { RequestSyntax } from './request-syntax.js';

const MAX_PAGE = 1000;

/** What a listing of parts asks for in S3's words. @throws Refusal `invalid-argument`. */
export const S3_PART_LIST: RequestSyntax['partList'] = {
  parameters: ['max-parts', 'part-number-marker'],
  read: (at) => ({
    maxParts: readCount(at, 'max-parts', MAX_PAGE),
    afterPart: readCount(at, 'part-number-marker', Number.MAX_SAFE_INTEGER, 0),
  }),
};
