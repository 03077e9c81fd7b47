// The one place that reaches behind the public face: for vectors that sign otherwise than any public signer does, since
// they follow the rules of services other than S3, sign a body in parts, or have no date.
import { createHash } from 'node:crypto';
import { joinHeaders } from './entry-fields.mjs';

const EMPTY_HASH = createHash('sha256').digest('hex');

/**
 * The signers of what no public signer signs, made of the project's own parts.
 *
 * @param load - Imports a module of the project by its path, such as `signing/v4/scope.js`.
 */
export async function loadGenericCore(load) {
  const [scope, sign, query, request, variant, text, subResources, qingstor] = await Promise.all(
    [
      'signing/v4/scope.js',
      'signing/v4/sign.js',
      'signing/v4/canonical-query.js',
      'signing/aws-v4/canonical-request.js',
      'signing/aws-v4/variant.js',
      'signing/string-to-sign.js',
      'signing/qingstor/sub-resources.js',
      'signing/qingstor/sign-text.js',
    ].map(load),
  );

  const scopeOf = (credentials, { timestamp, region, service }) =>
    scope.v4Scope(variant.AWS_V4, credentials, timestamp.slice(0, 8), region, service);

  /** A request by AWS Signature Version 4, nothing added to it. */
  async function coreAwsV4(vector, credentials) {
    const { method, path, query: pairs, headers: given } = vector.request;
    const { timestamp, payloadHash } = vector.context;
    const headers = sortedHeaders(given);
    const parts = { method, path, query: query.canonicalQuery(pairs, [], '='), headers, payloadHash };
    const signed = scopeOf(credentials, vector.context);
    const { algorithm } = variant.AWS_V4;
    const { signature, stringToSign } = await sign.signV4(
      signed,
      timestamp,
      request.awsCanonicalRequest(parts),
    );
    const names = request.signedNames(headers);
    return {
      signature,
      urlQuery: `${parts.query}&X-Amz-Signature=${signature}`,
      authorization: `${algorithm} Credential=${signed.credential}, SignedHeaders=${names}, Signature=${signature}`,
      trace: request.awsTrace(parts, stringToSign),
    };
  }

  /** A form's policy by AWS Signature Version 4, for any service. */
  async function coreAwsV4Policy(vector, credentials) {
    const policy = Buffer.from(vector.policy, 'utf8').toString('base64');
    const signature = await sign.signV4Text(scopeOf(credentials, vector.context), policy);
    return { policy, signature, trace: { stringToSign: policy } };
  }

  /** A part of a body by AWS Signature Version 4. */
  async function coreAwsV4Chunk({ chunk, context }, credentials) {
    const signed = scopeOf(credentials, context);
    const hash = createHash('sha256').update(chunk.text.repeat(chunk.times)).digest('hex');
    const lines = [`${variant.AWS_V4.algorithm}-PAYLOAD`, context.timestamp, signed.name];
    const stringToSign = [...lines, chunk.previousSignature, EMPTY_HASH, hash].join('\n');
    return { signature: await sign.signV4Text(signed, stringToSign), trace: { stringToSign } };
  }

  /** A request of QingStor with its path as it is given, and any date or none. */
  async function coreQingstor({ request: { method, path, query: pairs, headers }, context }, credentials) {
    const stringToSign = text.stringToSign({
      method,
      headers: sortedHeaders(headers),
      prefix: 'x-qs-',
      date: context.date,
      resource: text.resourceWithQuery(path, pairs, subResources.isQingstorSubResource),
    });
    const signature = await qingstor.signQingstorText(qingstor.qingstorKey(credentials), stringToSign);
    return {
      signature,
      authorization: `QS ${credentials.accessKeyId}:${signature}`,
      trace: { stringToSign },
    };
  }

  return { coreAwsV4, coreAwsV4Policy, coreAwsV4Chunk, coreQingstor };
}

/** Headers as signatures list them: those of one name joined, names lower-case and sorted, values trimmed. */
function sortedHeaders(headers) {
  const trimmed = headers.map(([name, value]) => [name.toLowerCase(), value.trim()]);
  return joinHeaders(trimmed).sort(([a], [b]) => (a < b ? -1 : 1));
}
