import { childElements, childText } from '../../../xml/parse-xml.js';
import type { DocumentReaders } from '../dialect.js';
import { Refusal } from '../refusal.js';
import { readXmlParts, readXmlRoot, refuseOthers } from '../xml/xml-documents.js';
import { badArgument } from './oss-error.js';
import { normaliseRules, readCors } from './read-cors.js';

/** The documents of OSS's requests. */
export const ossDocuments: DocumentReaders = {
  isBucketName: (name) => /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name),
  checkCreateBucket,
  readCors,
  normaliseRules,
  readParts: readXmlParts,
};

/** What a new bucket is here, whether or not the document says so. */
const ONLY_VALUES: Readonly<Record<string, string>> = { StorageClass: 'Standard', DataRedundancyType: 'LRS' };

async function checkCreateBucket(document: Uint8Array, region: string): Promise<void> {
  if (document.byteLength === 0) return;
  const configuration = await readXmlRoot(document, 'CreateBucketConfiguration');
  refuseOthers(configuration, ['LocationConstraint', ...Object.keys(ONLY_VALUES)]);
  for (const [name, value] of Object.entries(ONLY_VALUES)) {
    const [asked] = childElements(configuration, name);
    if (asked !== undefined && asked !== value) {
      throw new Refusal('not-implemented', {
        what: `A bucket of another ${name} than ${value}`,
        header: null,
      });
    }
  }
  const location = childText(configuration, 'LocationConstraint')?.trim() || `oss-${region}`;
  if (location !== `oss-${region}`) {
    throw badArgument('LocationConstraint', `This endpoint belongs to oss-${region}.`);
  }
}
