import type { DiagnosedRequest } from '../../model/diagnosed-request.js';
import type { Evidence } from '../../model/diagnosis.js';
import type { Bucket } from '../../transport/bucket.js';
import type { Page } from '../page.js';

/** What a closer look may use. */
export interface CloserStage {
  readonly page: Page;
  readonly bucket: Bucket;
  readonly request: DiagnosedRequest;
  readonly note: (evidence: Evidence) => void;
}
