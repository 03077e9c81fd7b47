import type { Evidence } from '../../model/diagnosis.js';
import type { Bucket } from '../../transport/bucket.js';
import type { Page } from '../page.js';

/** What a closer look may use. */
export interface CloserStage {
  readonly page: Page;
  readonly bucket: Bucket;
  readonly key: string;
  readonly note: (evidence: Evidence) => void;
}
