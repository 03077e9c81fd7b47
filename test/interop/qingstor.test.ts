import { signQingstorHeaders, signQingstorUrl } from '../../src/index.js';
import { describeComparison, type Outcome } from './compare.js';
import { QINGSTOR_DIFFERENCES } from './known-differences/qingstor.js';
import { parametersOf } from './outcome.js';
import { qingstorSdk } from './peers/qingstor-sdk.js';
import { type QingstorRequest, qingstorRequests } from './qingstor-requests.js';
import { signable } from './requests.js';

describeComparison({
  peer: 'qingstor-sdk',
  scheme: 'QingStor',
  forms: ['headers', 'url'],
  draw: qingstorRequests,
  differences: QINGSTOR_DIFFERENCES,
  ours,
  theirs: qingstorSdk,
});

async function ours(request: QingstorRequest): Promise<Outcome> {
  const { credentials, now, dateHeader } = request;
  const given = signable(request);
  if (request.form === 'headers') {
    const date = dateHeader === 'date' ? { date: now.toUTCString() } : {};
    const dated = { ...given, headers: { ...given.headers, ...date } };
    const { headers, trace } = await signQingstorHeaders(dated, credentials, { now });
    const { authorization = '', [dateHeader]: sentDate } = headers;
    const signature = authorization.slice(authorization.indexOf(':') + 1);
    return { signature, authorization, date: sentDate, stringToSign: trace.stringToSign };
  }
  const { url, trace } = await signQingstorUrl(given, credentials, request);
  const { signature = '', expires, access_key_id } = parametersOf(url);
  return { signature, expires, access_key_id, stringToSign: trace.stringToSign };
}
