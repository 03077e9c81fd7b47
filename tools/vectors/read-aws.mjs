import { readAwsRequest } from './aws-request.mjs';
import { optionalText, requiredText, ShapeError, timeOf } from './entry-fields.mjs';
import { readExpected } from './expected.mjs';
import { credentialsOf, ownCase, sentHeaders } from './own-case.mjs';
import { readForm } from './read-form.mjs';

/** A vector of AWS Signature Version 4 in the project's own form. @throws ShapeError */
export function readAws(entry) {
  const expected = readExpected(entry.expected);
  const { form } = entry.input;
  if (form === 'header') return readHeaders(entry, expected);
  if (form === 'query') return readUrl(entry, expected);
  if (form === 'post') return readPolicy(entry, expected);
  if (form === 'chunk') return readChunk(entry, expected);
  throw new ShapeError(`input.form "${form}" is not known`);
}

function readHeaders(entry, expected) {
  const { credentials, request, context, core } = readAwsRequest(entry.input, expected);
  if (core !== undefined) return ownCase(entry, core, withSignedHeaders(expected));
  const implied = impliedByHeaders({ credentials, request, context }, expected);
  return ownCase(
    entry,
    { signer: 'signAwsV4Headers', credentials, request, context },
    { ...withSignedHeaders(expected), ...implied },
  );
}

/** What a public signer must answer, given what it signs: URL, headers and `authorization`. */
function impliedByHeaders({ credentials, request, context }, { canonicalRequest, signature, authorization }) {
  if (canonicalRequest === undefined || (signature ?? authorization) === undefined) return {};
  const lines = canonicalRequest.split('\n');
  const [, path, query] = lines;
  const { accessKeyId, securityToken } = credentials;
  const timestamp = context.now.replace(/[-:]|\.\d{3}/g, '');
  const scope = `${timestamp.slice(0, 8)}/${request.location.region}/${context.service}/aws4_request`;
  const sent = {
    'x-amz-content-sha256': context.payloadHash,
    'x-amz-date': timestamp,
    'x-amz-security-token': securityToken,
    authorization:
      authorization ??
      `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${lines.at(-2)}, Signature=${signature}`,
  };
  return {
    authorization: sent.authorization,
    headers: sentHeaders(request.headers, sent),
    url: request.location.origin + path + (query === '' ? '' : `?${query}`),
  };
}

function readUrl(entry, expected) {
  const { credentials, request, context, core } = readAwsRequest(entry.input, expected);
  if (core !== undefined) return ownCase(entry, core, withSignedHeaders(expected));
  const { canonicalRequest, signature } = expected;
  const [, path, query] = canonicalRequest?.split('\n') ?? [];
  const implied = {
    ...(query === undefined || signature === undefined
      ? {}
      : { url: `${request.location.origin}${path}?${query}&X-Amz-Signature=${signature}` }),
    headers: sentHeaders(request.headers, {}),
    expiresAt: new Date(Date.parse(context.now) + context.expiresInSeconds * 1000).toISOString(),
  };
  return ownCase(
    entry,
    { signer: 'signAwsV4Url', credentials, request, context },
    { ...implied, ...withSignedHeaders(expected) },
  );
}

/** The last line but one of a canonical request names the headers that are signed. */
function withSignedHeaders(expected) {
  const { canonicalRequest, signedHeaders = canonicalRequest?.split('\n').at(-2) } = expected;
  return signedHeaders === undefined ? expected : { ...expected, signedHeaders };
}

function readPolicy(entry, expected) {
  const { input } = entry;
  const { timestamp, region, service, credentials } = readScope(input);
  const form = readForm(input, expected, region);
  // The public signer signs policies of S3 only.
  return service === 's3'
    ? ownCase(
        entry,
        { signer: 'signAwsV4Policy', credentials, ...form, context: { now: timestamp.iso, region } },
        expected,
      )
    : ownCase(
        entry,
        {
          signer: 'coreAwsV4Policy',
          credentials,
          policy: form.policy,
          context: { timestamp: timestamp.basic, region, service },
        },
        expected,
      );
}

/** A part of a body that is signed in parts: each signature names the one before. No browser can send such a body. */
function readChunk(entry, expected) {
  const { input } = entry;
  const { timestamp, region, service, credentials } = readScope(input);
  return ownCase(
    entry,
    {
      signer: 'coreAwsV4Chunk',
      credentials,
      chunk: {
        previousSignature: requiredText(input, 'previousSignature'),
        ...readChunkText(requiredText(input, 'chunk')),
      },
      context: { timestamp: timestamp.basic, region, service },
    },
    expected,
  );
}

/** A chunk is written out, or as one text some times over: `'a' x 65536`. */
function readChunkText(chunk) {
  const [, text, times] = /^'(.*)' x (\d+)$/s.exec(chunk) ?? [];
  return times === undefined ? { text: chunk, times: 1 } : { text, times: Number(times) };
}

function readScope(input) {
  const basic = requiredText(input, 'amzDate');
  return {
    timestamp: { basic, iso: timeOf(basic).toISOString() },
    region: optionalText(input, 'region') ?? '',
    service: optionalText(input, 'service') ?? 's3',
    credentials: credentialsOf(
      requiredText(input, 'accessKeyId'),
      requiredText(input, 'secretAccessKey'),
      optionalText(input, 'sessionToken', 'securityToken'),
    ),
  };
}
