import type { RangeAsked } from '../dialect.js';
import { headerOf, type RequestHead } from '../exchange.js';
import { readByteRange } from '../operations/byte-range.js';

/**
 * How OSS reads `Range`: one that goes beyond the object counts for nothing, unless the request says
 * `x-oss-range-behavior: standard`.
 *
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/getobject
 */
export function readRange(header: string | null, size: number, request: RequestHead): RangeAsked {
  const range = readByteRange(header, size);
  if (headerOf(request, 'x-oss-range-behavior') === 'standard') return range;
  if (typeof range === 'string') return 'whole';
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  const isBeyond = first === '' ? Number(last) > size : last !== '' && Number(last) >= size;
  return isBeyond ? 'whole' : range;
}
