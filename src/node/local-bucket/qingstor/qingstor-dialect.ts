import { qingstorCorsLimits } from '../../../stores/qingstor/cors-limits.js';
import { qingstorRuleSemantics } from '../../../stores/qingstor/rule-semantics.js';
import type { Dialect } from '../dialect.js';
import { qingstorAnswers } from './answers.js';
import { authenticate } from './authenticate.js';
import { authenticateForm } from './authenticate-form.js';
import { qingstorDocuments } from './documents.js';
import { qingstorErrors } from './errors.js';
import { readOperation } from './read-operation.js';
import { qingstorWrongRegion } from './wrong-region.js';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** QingStor by its own interface, which has no temporary keys. @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/ */
export const qingstorDialect: Dialect = {
  name: 'qingstor',
  title: 'QingStor',
  defaultRegion: 'pek3b',
  hostLabels: (region) => ['qingstor', `${region}.qingstor`],
  headerPrefix: 'x-qs-',
  keyIdPrefixes: { lasting: 'QY', temporary: 'QY' },
  roleArn: '',
  ruleSemantics: qingstorRuleSemantics,
  corsLimits: qingstorCorsLimits,
  // Not known: what shows a page more is the more useful guess.
  corsHeadersOnAuthErrors: true,
  limits: {
    keyBytes: 1023,
    metadataBytes: 2048,
    objectBytes: 5 * GIB,
    formFileBytes: 5 * GIB,
    minPartBytes: 4 * MIB,
    corsDocumentBytes: 64 * 1024,
    firstPartNumber: 0,
  },
  defaultContentType: 'application/octet-stream',
  forbidOverwriteHeader: null,
  signatureInQuery: ['signature'],
  readOperation,
  authentication: { authenticate, authenticateForm },
  documents: qingstorDocuments,
  answers: qingstorAnswers,
  errors: qingstorErrors,
  wrongRegion: qingstorWrongRegion,
  signingStore: async () => (await import('../../../stores/qingstor.js')).qingstor,
};
