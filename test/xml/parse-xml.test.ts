import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ParseError } from '../../src/model/errors.js';
import { escapeXml } from '../../src/xml/escape-xml.js';
import { childElements, childText, parseXml } from '../../src/xml/parse-xml.js';

async function textOf(document: string): Promise<string | undefined> {
  return childText(await parseXml(document), 'a');
}

describe('parseXml', () => {
  it('gives elements by name, however often and in whatever order they come', async () => {
    const parsed = await parseXml('<r><b>1</b><a>2</a><b>3</b><c><a>4</a></c></r>');
    const [root] = childElements(parsed, 'r');
    expect(childElements(root, 'b')).toEqual(['1', '3']);
    expect(childText(root, 'a')).toBe('2');
    expect(childText(childElements(root, 'c')[0], 'a')).toBe('4');
  });

  it('finds nothing where nothing is', async () => {
    const parsed = await parseXml('<r><a>1</a></r>');
    expect(childElements(parsed, 'x')).toEqual([]);
    expect(childText(parsed, 'x')).toBeUndefined();
    expect(childText(parsed, 'r')).toBeUndefined();
    expect(childElements('text', 'a')).toEqual([]);
    expect(childElements(undefined, 'a')).toEqual([]);
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(childElements(parsed, name)).toEqual([]);
    }
  });

  it.each([
    ['a declaration and a comment', '<?xml version="1.0" encoding="UTF-8"?>\n<!-- x --><a>v</a>\n'],
    ['an attribute', '<a b="c">v</a>'],
    ['a namespace', '<a xmlns="http://s3.amazonaws.com/doc/2006-03-01/">v</a>'],
    ['a prefix', '<s3:a xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/">v</s3:a>'],
    ['a CDATA section', '<a><![CDATA[v]]></a>'],
    ['an ampersand in a comment', '<!-- &x; --><a>v</a>'],
  ])('looks through %s', async (_, document) => {
    expect(await textOf(document)).toBe('v');
  });

  it.each([
    ['&lt;&gt;&amp;&quot;&apos;', '<>&"\''],
    ['&#65;&#x42;&#x1F389;', 'AB🎉'],
    ['&amp;lt;', '&lt;'],
    ['&amp;#65;', '&#65;'],
    ['<![CDATA[&amp;<b>]]>', '&amp;<b>'],
    ['007', '007'],
    ['1e3', '1e3'],
    ['true', 'true'],
    ['', ''],
    [' v ', ' v '],
  ])('reads %s as %j', async (text, value) => {
    expect(await textOf(`<a>${text}</a>`)).toBe(value);
  });

  it('gives back every text that was escaped', async () => {
    // What XML can hold at all: no control characters but tab and line ends.
    const character = fc
      .oneof(
        fc.constantFrom('&', '<', '>', '"', "'", '\r', '\n', '\t', ' ', ';', '#', ']'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      )
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML excludes
      .filter((text) => !/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: character }), async (text) => {
        expect(await textOf(`<a>${escapeXml(text)}</a>`)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});

describe('parseXml refuses', () => {
  const bomb = [
    '<!DOCTYPE a [<!ENTITY x0 "ha">',
    ...Array.from({ length: 20 }, (_, index) => `<!ENTITY x${index + 1} "&x${index};&x${index};">`),
    ']><a>&x20;</a>',
  ].join('');

  it.each([
    ['an XML bomb', bomb],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['an external document type', '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a>v</a>'],
    ['a document type in small letters', '<!doctype html><a>v</a>'],
    ['a document type after a comment', '<!-- --><!DOCTYPE a><a>v</a>'],
    ['more than a megabyte', `<a>${'x'.repeat(1 << 20)}</a>`],
    ['an element that does not end', '<a><b>v</a>'],
    ['an element that is not begun', '<a>v</a></b>'],
    ['half a tag', '<a>v</a'],
    ['text alone', 'AccessDenied'],
    ['nothing', ''],
    ['two roots', '<a>1</a><a>2</a>'],
    ['two roots, one without an end tag', '<a>1</a><b/>'],
    ['two roots without end tags', '<a/><b/>'],
    ['an entity that nobody has told of', '<a>&undefined;</a>'],
    ['an entity of HTML', '<a>&nbsp;</a>'],
    ['an ampersand by itself', '<a>a & b</a>'],
    ['an entity without an end', '<a>&amp</a>'],
  ])('%s', async (_, document) => {
    await expect(parseXml(document)).rejects.toThrow(ParseError);
  });

  it('and never fails in another way', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<a>',
        '</a>',
        '<a',
        '/>',
        '>',
        '<',
        '&',
        '&amp;',
        '&#x110000;',
        '&#0;',
        '&#xD800;',
        '&x;',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '<?xml',
        '?>',
        '<!ENTITY',
        'xmlns:',
        '__proto__',
        '<__proto__>',
        '</__proto__>',
        '<constructor/>',
        ' ',
        '="',
        '"',
      ),
      fc.string({ maxLength: 3 }),
    );
    const document = fc.oneof(
      fc.array(piece).map((pieces) => pieces.join('')),
      fc.array(piece).map((pieces) => `<a>${pieces.join('')}</a>`),
    );
    await fc.assert(
      fc.asyncProperty(document, async (text) => {
        const outcome = await parseXml(text).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ParseError);
        expect(Reflect.get({}, 'a')).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it('nesting without end', async () => {
    const outcome = await parseXml('<a>'.repeat(50_000) + '</a>'.repeat(50_000)).catch(
      (error: unknown) => error,
    );
    expect(outcome).toBeInstanceOf(ParseError);
  });
});

describe('without its parser', () => {
  it('parseXml says that it could not be loaded', async () => {
    vi.resetModules();
    const cause = new TypeError('Failed to fetch dynamically imported module');
    vi.doMock('fast-xml-parser', () => {
      throw cause;
    });
    try {
      const fresh = await import('../../src/xml/parse-xml.js');
      await expect(fresh.parseXml('<a>v</a>')).rejects.toMatchObject({
        code: 'ERR_UNSUPPORTED',
        message: expect.stringContaining('could not be loaded'),
      });
    } finally {
      vi.doUnmock('fast-xml-parser');
      vi.resetModules();
    }
  });
});
