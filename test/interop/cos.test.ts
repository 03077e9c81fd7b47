import { signCosHeaders, signCosUrl } from '../../src/index.js';
import { describeComparison, type Outcome } from './compare.js';
import { type CosRequest, cosRequests } from './cos-requests.js';
import { COS_BROWSER_DIFFERENCES, COS_NODE_DIFFERENCES } from './known-differences/cos.js';
import { cosOutcome, parametersOf } from './outcome.js';
import { cosBrowserSdk, cosNodeSdk } from './peers/cos-sdk.js';
import { signable } from './requests.js';

describeComparison({
  peer: 'cos-nodejs-sdk-v5',
  scheme: 'COS',
  forms: ['headers', 'url'],
  draw: cosRequests,
  differences: COS_NODE_DIFFERENCES,
  ours,
  theirs: async (request) => cosNodeSdk(request, await keyTimeOf(request)),
});

describeComparison({
  peer: 'cos-js-sdk-v5',
  scheme: 'COS',
  forms: ['headers', 'url'],
  draw: cosRequests,
  differences: COS_BROWSER_DIFFERENCES,
  ours,
  theirs: async (request) => cosBrowserSdk(request, await keyTimeOf(request)),
});

async function ours(request: CosRequest): Promise<Outcome> {
  const { credentials, now, expiresInSeconds, signHost, keyTime } = request;
  const context = { now, expiresInSeconds, signHost, ...(keyTime === undefined ? {} : { keyTime }) };
  if (request.form === 'headers') {
    const { headers } = await signCosHeaders(signable(request), credentials, context);
    return cosOutcome(headers.authorization ?? '');
  }
  const { url } = await signCosUrl(signable(request), credentials, context);
  return cosOutcome(authorizationIn(url));
}

/** The parameters that a header would hold, of a URL: they are encoded once more there. */
function authorizationIn(url: string): string {
  return Object.entries(parametersOf(url))
    .filter(([name]) => name.startsWith('q-'))
    .map((parameter) => parameter.join('='))
    .join('&');
}

/** The window that the request asks for, else the one that our signature names. */
async function keyTimeOf(request: CosRequest): Promise<string> {
  const { keyTime } = request;
  if (keyTime !== undefined) return `${keyTime.startSeconds};${keyTime.endSeconds}`;
  const { authorization } = await ours(request);
  return /&q-key-time=(\d+;\d+)&/.exec(String(authorization))?.[1] ?? 'none';
}
