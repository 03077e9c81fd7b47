import { createHash, type Hash } from 'node:crypto';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import { Refusal } from '../refusal.js';
import { ChunkSource } from './chunk-source.js';
import { signatureDoesNotMatch } from './signature-error.js';
import { type CredentialScope, scopeText, signText } from './verify-signature.js';

/** What the chunks of a signed stream are signed with: each signature goes on from the one before. */
export interface StreamSeal {
  readonly amzDate: string;
  readonly scope: CredentialScope;
  readonly secretAccessKey: string;
  /** That of the request itself. */
  readonly signature: string;
}

/** The header that follows the last chunk, and who wants to know its value. */
export interface Trailing {
  readonly name: string;
  readonly check: { readonly setDeclared: (value: string) => void };
}

const EMPTY_HASH = createHash('sha256').digest('hex');

/**
 * Takes a body in AWS's chunks apart: `SIZE[;chunk-signature=…]`, the bytes, and so on to a chunk of size 0, which may be
 * followed by headers. The bytes of a chunk go on before its signature has been checked, so nothing may be made of them
 * before the end.
 *
 * @param seal - `null`: the chunks are not signed.
 * @throws Refusal | ServiceError `incomplete-body`, `SignatureDoesNotMatch`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export async function* decodeAwsChunked(
  body: AsyncIterable<Uint8Array>,
  seal: StreamSeal | null,
  trailing: Trailing | null,
): AsyncGenerator<Uint8Array> {
  const source = new ChunkSource(body);
  let signature = seal?.signature ?? '';
  for (;;) {
    const { size, claimed } = readChunkHead(await source.line());
    const hash = seal === null ? null : createHash('sha256');
    yield* content(source, size, hash);
    if (seal !== null && hash !== null) {
      const parts = ['AWS4-HMAC-SHA256-PAYLOAD', seal.amzDate, scopeText(seal.scope), signature, EMPTY_HASH];
      signature = checkSignature([...parts, hash.digest('hex')].join('\n'), seal, claimed);
    }
    if (size === 0) break;
    if ((await source.line()) !== '') throw new Refusal('incomplete-body', {});
  }
  if (trailing !== null) await readTrailer(source, seal, signature, trailing);
}

async function* content(source: ChunkSource, size: number, hash: Hash | null): AsyncGenerator<Uint8Array> {
  for await (const chunk of source.take(size)) {
    hash?.update(chunk);
    yield chunk;
  }
}

async function readTrailer(
  source: ChunkSource,
  seal: StreamSeal | null,
  previous: string,
  { name, check }: Trailing,
): Promise<void> {
  const lines = new Map<string, string>();
  for (let line = await source.line(); line !== ''; line = await source.line()) {
    const colon = line.indexOf(':');
    lines.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    if (lines.size > 10) throw new Refusal('incomplete-body', {});
  }
  const value = lines.get(name);
  if (value !== undefined) check.setDeclared(value);
  if (seal === null) return;
  const hash = createHash('sha256')
    .update(`${name}:${value ?? ''}\n`)
    .digest('hex');
  const parts = ['AWS4-HMAC-SHA256-TRAILER', seal.amzDate, scopeText(seal.scope), previous, hash];
  checkSignature(parts.join('\n'), seal, lines.get('x-amz-trailer-signature') ?? '');
}

function readChunkHead(line: string): { readonly size: number; readonly claimed: string } {
  const [, size, claimed = ''] = /^([0-9a-f]{1,10})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(line) ?? [];
  if (size === undefined) throw new Refusal('incomplete-body', {});
  return { size: Number.parseInt(size, 16), claimed };
}

function checkSignature(stringToSign: string, seal: StreamSeal, claimed: string): string {
  const computed = signText(stringToSign, seal.scope, seal.secretAccessKey);
  if (!equalInConstantTime(computed, claimed)) throw signatureDoesNotMatch([['StringToSign', stringToSign]]);
  return computed;
}
