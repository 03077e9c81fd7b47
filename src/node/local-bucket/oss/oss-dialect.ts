import { ossCorsLimits } from '../../../stores/oss/cors-limits.js';
import { ossRuleSemantics } from '../../../stores/oss/rule-semantics.js';
import type { Dialect } from '../dialect.js';
import { ALIBABA_ROLE_ARN, alibabaTokenService } from '../sts/alibaba-sts.js';
import { ossAnswers } from './answers.js';
import { authenticate } from './authenticate.js';
import { authenticateForm } from './authenticate-form.js';
import { ossDocuments } from './documents.js';
import { ossErrors } from './errors.js';
import { readOperation } from './read-operation.js';
import { readRange } from './read-range.js';
import { ossWrongRegion } from './wrong-region.js';

const GIB = 1024 ** 3;

/**
 * Alibaba Cloud OSS, signatures V4 and V1. Two things are otherwise, by choice: buckets may stand in the path under every
 * host, which OSS takes at addresses of numbers only; and V1 works, which OSS takes from old accounts only.
 */
export const ossDialect: Dialect = {
  name: 'oss',
  title: 'Alibaba Cloud OSS',
  defaultRegion: 'cn-hangzhou',
  hostLabels: (region) => ['oss', `oss-${region}`],
  headerPrefix: 'x-oss-',
  keyIdPrefixes: { lasting: 'LTAI', temporary: 'STS.' },
  roleArn: ALIBABA_ROLE_ARN,
  ruleSemantics: ossRuleSemantics,
  corsLimits: ossCorsLimits,
  // No page of the vendor says so, but its own client for pages reads the time of the server out of such an answer.
  corsHeadersOnAuthErrors: true,
  limits: {
    keyBytes: 1023,
    metadataBytes: 8 * 1024,
    objectBytes: 5 * GIB,
    formFileBytes: 5 * GIB,
    minPartBytes: 100 * 1024,
    corsDocumentBytes: 16 * 1024,
  },
  defaultContentType: 'application/octet-stream',
  forbidOverwriteHeader: 'x-oss-forbid-overwrite',
  signatureInQuery: ['x-oss-signature', 'Signature'],
  readRange,
  readOperation,
  authentication: { authenticate, authenticateForm },
  documents: ossDocuments,
  answers: ossAnswers,
  errors: ossErrors,
  wrongRegion: ossWrongRegion,
  tokenService: alibabaTokenService,
  signingStore: async () => (await import('../../../stores/oss.js')).oss,
};
