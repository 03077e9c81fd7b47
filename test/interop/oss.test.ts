import { signOssV1Headers, signOssV1Url, signOssV4Headers, signOssV4Url } from '../../src/index.js';
import { describeComparison, type Outcome } from './compare.js';
import { OSS_V1_DIFFERENCES, OSS_V4_DIFFERENCES } from './known-differences/oss.js';
import { type OssRequest, ossRequests } from './oss-requests.js';
import { parametersOf, v4Authorization } from './outcome.js';
import { aliOssV1, aliOssV4 } from './peers/ali-oss.js';
import { signable } from './requests.js';

describeComparison({
  peer: 'ali-oss',
  scheme: 'OSS V1',
  forms: ['headers', 'url'],
  draw: ossRequests,
  differences: OSS_V1_DIFFERENCES,
  ours: oursV1,
  theirs: aliOssV1,
});

describeComparison({
  peer: 'ali-oss',
  scheme: 'OSS V4',
  forms: ['headers', 'url'],
  draw: ossRequests,
  differences: OSS_V4_DIFFERENCES,
  ours: oursV4,
  theirs: aliOssV4,
});

async function oursV1(request: OssRequest): Promise<Outcome> {
  const { credentials } = request;
  if (request.form === 'headers') {
    const { headers, trace } = await signOssV1Headers(signable(request), credentials, request);
    const { authorization = '', 'x-oss-date': date } = headers;
    const signature = authorization.slice(authorization.indexOf(':') + 1);
    return { signature, authorization, date, stringToSign: trace.stringToSign };
  }
  const { url, trace } = await signOssV1Url(signable(request), credentials, request);
  // Plain parameters are not signed, and the peer is not given them.
  const parameters = parametersOf(url, request.parameters);
  return { signature: parameters.Signature ?? '', parameters, stringToSign: trace.stringToSign };
}

async function oursV4(request: OssRequest): Promise<Outcome> {
  const { credentials, now, expiresInSeconds, additionalHeaders } = request;
  const context = { now, expiresInSeconds, additionalHeaders };
  if (request.form === 'headers') {
    const { headers, trace } = await signOssV4Headers(signable(request), credentials, context);
    const { canonicalRequest, stringToSign } = trace;
    return {
      ...v4Authorization(headers.authorization),
      date: headers['x-oss-date'],
      canonicalRequest,
      stringToSign,
    };
  }
  const { url, trace } = await signOssV4Url(signable(request), credentials, context);
  const parameters = parametersOf(url);
  const { canonicalRequest, stringToSign } = trace;
  return { signature: parameters['x-oss-signature'] ?? '', parameters, canonicalRequest, stringToSign };
}
