import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readForm } from '../../../../src/node/local-bucket/form/read-form.js';

const TYPE = 'multipart/form-data; boundary=XX';

describe('readForm', () => {
  it('reads what fetch writes, however it is cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.stringMatching(/^[a-z-]{1,10}$/), fc.string({ unit: 'grapheme' }), { maxKeys: 4 }),
        fc.uint8Array({ maxLength: 500 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
        async (given, file, sizes) => {
          const { file: _, ...fields } = given;
          const form = new FormData();
          for (const [name, value] of Object.entries(fields)) form.append(name, value);
          form.append('file', new Blob([file as Uint8Array<ArrayBuffer>]), 'a"b.txt');
          form.append('after', 'ignored');
          const sent = new Response(form);
          const bytes = Buffer.from(await sent.arrayBuffer());
          const read = await readForm(sent.headers.get('content-type') ?? '', cut(bytes, sizes));
          const chunks: Uint8Array[] = [];
          for await (const chunk of read.file) chunks.push(Buffer.from(chunk));
          expect(Object.fromEntries(read.fields)).toEqual(
            Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, asSent(value)])),
          );
          expect(Buffer.concat(chunks).equals(file)).toBe(true);
          expect(read.fileName).toBe('a"b.txt');
        },
      ),
    );
  });

  it('takes for content what only begins like a boundary', async () => {
    const content = '\r\n--X\r\n--XY\r\n-\r\n\r\n--';
    const { file } = await readForm(TYPE, cut(body(part('file', content)), [3]));
    expect(await text(file)).toBe(content);
  });

  it.each([
    ['another type', 'text/plain', part('file', 'x')],
    ['no boundary', 'multipart/form-data', part('file', 'x')],
    ['a boundary of 71 characters', `multipart/form-data; boundary=${'x'.repeat(71)}`, part('file', 'x')],
    ['no file', TYPE, part('key', 'x')],
    ['a field twice', TYPE, part('key', 'x') + part('KEY', 'y') + part('file', 'x')],
    ['a part without a name', TYPE, '--XX\r\nContent-Type: x\r\n\r\nx\r\n'],
    ['headers without an end', TYPE, `--XX\r\n${'a: b\r\n'.repeat(2000)}`],
    ['fields of 64 KiB', TYPE, part('key', 'x'.repeat(70_000)) + part('file', 'x')],
    [
      '101 fields',
      TYPE,
      Array.from({ length: 101 }, (_, index) => part(`f${index}`, 'x')).join('') + part('file', 'x'),
    ],
    ['a long preamble', TYPE, `${'x'.repeat(20_000)}\r\n${part('file', 'x')}`],
    ['a field that is not UTF-8', TYPE, part('key', '\xff') + part('file', 'x')],
  ])('refuses %s', async (_, type, content) => {
    await expect(readForm(type, cut(body(content), [999]))).rejects.toMatchObject({ code: 'malformed-form' });
  });

  it('refuses a body that ends too soon, before the file and in it', async () => {
    await expect(readForm(TYPE, cut(Buffer.from('--XX\r\nContent-'), [5]))).rejects.toMatchObject({
      code: 'incomplete-body',
    });
    const { file } = await readForm(TYPE, cut(Buffer.from(part('file', 'x'.repeat(50))), [5]));
    await expect(text(file)).rejects.toMatchObject({ code: 'incomplete-body' });
  });
});

function part(name: string, content: string): string {
  return `--XX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${content}\r\n`;
}

function body(parts: string): Buffer {
  return Buffer.from(`${parts}--XX--\r\n`, 'latin1');
}

/** Line breaks in a field travel as CRLF. @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html */
function asSent(value: string): string {
  return value.replace(/\r\n|\r|\n/g, '\r\n');
}

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}
