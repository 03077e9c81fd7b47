import { signAwsV4Headers, signAwsV4Url } from '../../src/index.js';
import { type AwsRequest, awsRequests } from './aws-requests.js';
import { describeComparison, type Outcome } from './compare.js';
import { AWS4FETCH_DIFFERENCES, SMITHY_DIFFERENCES } from './known-differences/aws.js';
import { parametersOf, v4Authorization } from './outcome.js';
import { aws4fetch } from './peers/aws4fetch.js';
import { smithy } from './peers/smithy.js';
import { signable } from './requests.js';

describeComparison({
  peer: 'aws4fetch',
  scheme: 'AWS V4',
  forms: ['headers', 'url'],
  draw: awsRequests,
  differences: AWS4FETCH_DIFFERENCES,
  ours,
  theirs: aws4fetch,
});

describeComparison({
  peer: '@smithy/signature-v4',
  scheme: 'AWS V4',
  forms: ['headers', 'url'],
  draw: awsRequests,
  differences: SMITHY_DIFFERENCES,
  ours,
  theirs: smithy,
});

async function ours(request: AwsRequest): Promise<Outcome> {
  const { credentials, now, expiresInSeconds, payloadHash } = request;
  if (request.form === 'headers') {
    const hash = payloadHash === undefined ? {} : { payloadHash };
    const { headers, trace } = await signAwsV4Headers(signable(request), credentials, { now, ...hash });
    const { canonicalRequest, stringToSign } = trace;
    return {
      ...v4Authorization(headers.authorization),
      date: headers['x-amz-date'],
      canonicalRequest,
      stringToSign,
    };
  }
  const { url, trace } = await signAwsV4Url(signable(request), credentials, { now, expiresInSeconds });
  const parameters = parametersOf(url);
  const { canonicalRequest, stringToSign } = trace;
  return { signature: parameters['X-Amz-Signature'] ?? '', parameters, canonicalRequest, stringToSign };
}
