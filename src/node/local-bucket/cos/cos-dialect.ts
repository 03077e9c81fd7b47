import { cosCorsLimits } from '../../../stores/cos/cors-limits.js';
import { cosRuleSemantics } from '../../../stores/cos/rule-semantics.js';
import type { Dialect } from '../dialect.js';
import { TENCENT_ROLE_ARN, tencentTokenService } from '../sts/tencent-sts.js';
import { cosAnswers } from './answers.js';
import { authenticate } from './authenticate.js';
import { authenticateForm } from './authenticate-form.js';
import { cosDocuments } from './documents.js';
import { cosErrors } from './errors.js';
import { readOperation } from './read-operation.js';
import { cosWrongRegion } from './wrong-region.js';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** Tencent Cloud COS. @see https://www.tencentcloud.com/document/product/436/7751 */
export const cosDialect: Dialect = {
  name: 'cos',
  title: 'Tencent Cloud COS',
  defaultRegion: 'ap-guangzhou',
  hostLabels: (region) => ['cos', `cos.${region}`, 'service.cos'],
  headerPrefix: 'x-cos-',
  keyIdPrefixes: { lasting: 'AKID', temporary: 'AKID' },
  roleArn: TENCENT_ROLE_ARN,
  ruleSemantics: cosRuleSemantics,
  corsLimits: cosCorsLimits,
  corsHeadersOnAuthErrors: true,
  limits: {
    keyBytes: 850,
    metadataBytes: 2048,
    objectBytes: 5 * GIB,
    formFileBytes: 5 * GIB,
    minPartBytes: MIB,
    corsDocumentBytes: 64 * 1024,
  },
  defaultContentType: 'application/octet-stream',
  forbidOverwriteHeader: 'x-cos-forbid-overwrite',
  signatureInQuery: ['q-signature', 'sign'],
  readOperation,
  authentication: { authenticate, authenticateForm },
  documents: cosDocuments,
  answers: cosAnswers,
  errors: cosErrors,
  wrongRegion: cosWrongRegion,
  tokenService: tencentTokenService,
  signingStore: async () => (await import('../../../stores/cos.js')).cos,
};
