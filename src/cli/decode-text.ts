/** The text of a file: UTF-8, or UTF-16 where it begins with its byte order mark, as `>` of Windows PowerShell writes it. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  // A decoder takes the mark away.
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes);
}
