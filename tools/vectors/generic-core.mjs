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
  const [scope, v4, query, request, variant, text, subResources, qingstor, hash, hmac, bytes] =
    await Promise.all(
      [
        'signing/v4/scope.js',
        'signing/v4/string-to-sign.js',
        'signing/v4/canonical-query.js',
        'signing/aws-v4/canonical-request.js',
        'signing/aws-v4/variant.js',
        'signing/string-to-sign.js',
        'signing/qingstor/sub-resources.js',
        'signing/qingstor/sign-text.js',
        'signing/hash-text.js',
        'signing/hmac-text.js',
        'crypto/encodings.js',
      ].map(load),
    );

  const scopeOf = (credentials, { timestamp, region, service }) =>
    scope.v4Scope(variant.AWS_V4, credentials, timestamp.slice(0, 8), region, service);

  const v4Signature = async ({ signingKey }, stringToSign) =>
    bytes.hex(await hmac.hmacText(signingKey, stringToSign));

  /** A request by AWS Signature Version 4, nothing added to it. */
  async function coreAwsV4(vector, credentials) {
    const { method, path, query: pairs, headers: given } = vector.request;
    const { timestamp, payloadHash } = vector.context;
    const headers = sortedHeaders(given);
    const parts = { method, path, query: query.canonicalQuery(pairs, [], '='), headers, payloadHash };
    const signed = scopeOf(credentials, vector.context);
    const { algorithm } = variant.AWS_V4;
    const digest = await hash.hashText('SHA-256', request.awsCanonicalRequest(parts));
    const stringToSign = v4.v4StringToSign(signed, timestamp, digest);
    const signature = await v4Signature(signed, stringToSign);
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
    const signature = await v4Signature(scopeOf(credentials, vector.context), policy);
    return { policy, signature, trace: { stringToSign: policy } };
  }

  /** A part of a body by AWS Signature Version 4. */
  async function coreAwsV4Chunk({ chunk, context }, credentials) {
    const signed = scopeOf(credentials, context);
    const chunkHash = createHash('sha256').update(chunk.text.repeat(chunk.times)).digest('hex');
    const lines = [`${variant.AWS_V4.algorithm}-PAYLOAD`, context.timestamp, signed.name];
    const stringToSign = [...lines, chunk.previousSignature, EMPTY_HASH, chunkHash].join('\n');
    return { signature: await v4Signature(signed, stringToSign), trace: { stringToSign } };
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
    const signature = bytes.base64(await hmac.hmacText(qingstor.qingstorKey(credentials), stringToSign));
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
