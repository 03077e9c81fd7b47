import type { FormWish, StoredAt } from '../dialect.js';
import type { Answer } from '../exchange.js';
import { writeXmlDocument } from './write-xml.js';
import { emptyAnswer, xmlAnswer } from './xml-answer.js';

/** What differs in it among stores. */
export interface FormStyle {
  /** An ETag as the store writes it, quotes included. */
  readonly etag: (etag: string) => string;
  /** What the document after a form names, in its order. */
  readonly formItems: readonly ('Bucket' | 'Location' | 'Key' | 'ETag')[];
  /** Whether `Location` is a header of the answer to a form, too. */
  readonly formLocation: boolean;
}

/**
 * What a form is answered by: a redirect where it asks for one that can be followed, or the status that it asks for, 204
 * where that is none of 200 and 201.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/postobject
 * @see https://www.tencentcloud.com/document/product/436/14690
 */
export function writeFormAnswer(
  { etag: writeEtag, formItems, formLocation }: FormStyle,
  { bucket, record, location }: StoredAt,
  { status, redirect }: FormWish,
): Answer {
  const etag = writeEtag(record.etag);
  const { key } = record;
  if (redirect !== null && URL.canParse(redirect)) {
    const to = new URL(redirect);
    for (const [name, value] of Object.entries({ bucket, key, etag })) to.searchParams.set(name, value);
    return emptyAnswer(303, [
      ['ETag', etag],
      ['Location', to.href],
    ]);
  }
  const headers = [['ETag', etag] as const, ...(formLocation ? [['Location', location] as const] : [])];
  if (status !== '201') return emptyAnswer(status === '200' ? 200 : 204, headers);
  const values = { Bucket: bucket, Location: location, Key: key, ETag: etag };
  const items = formItems.map((name) => [name, values[name]] as const);
  return xmlAnswer(201, writeXmlDocument('PostResponse', items), headers);
}
