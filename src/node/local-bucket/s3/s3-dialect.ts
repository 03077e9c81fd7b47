import { awsCorsLimits } from '../../../stores/aws/cors-limits.js';
import { awsRuleSemantics } from '../../../stores/aws/rule-semantics.js';
import type { Dialect } from '../dialect.js';
import { awsTokenService } from '../sts/aws-sts.js';
import { s3Answers } from './answers.js';
import { S3_ROLE_ARN } from './assume-role.js';
import { authenticate } from './authenticate.js';
import { authenticateForm } from './authenticate-form.js';
import { s3Documents } from './documents.js';
import { s3Errors } from './errors.js';
import { readOperation } from './read-operation.js';
import { s3WrongRegion } from './wrong-region.js';

const GIB = 1024 ** 3;

/** Amazon S3, its token service on the same address. */
export const s3Dialect: Dialect = {
  name: 's3',
  title: 'S3',
  defaultRegion: 'us-east-1',
  hostLabels: (region) => ['s3', `s3.${region}`],
  headerPrefix: 'x-amz-',
  keyIdPrefixes: { lasting: 'AKIA', temporary: 'ASIA' },
  roleArn: S3_ROLE_ARN,
  ruleSemantics: awsRuleSemantics,
  corsLimits: awsCorsLimits,
  corsHeadersOnAuthErrors: true,
  limits: {
    keyBytes: 1024,
    metadataBytes: 2048,
    objectBytes: 5 * GIB,
    formFileBytes: 5 * GIB,
    minPartBytes: 5 * 1024 * 1024,
    corsDocumentBytes: 64 * 1024,
  },
  defaultContentType: 'binary/octet-stream',
  forbidOverwriteHeader: null,
  signatureInQuery: ['X-Amz-Signature'],
  readOperation,
  authentication: { authenticate, authenticateForm },
  documents: s3Documents,
  answers: s3Answers,
  errors: s3Errors,
  wrongRegion: s3WrongRegion,
  tokenService: awsTokenService,
  signingStore: async () => (await import('../../../stores/aws.js')).aws,
};
