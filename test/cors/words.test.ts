import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { convertCors } from '../../src/cors/convert-cors.js';
import { corsIssueInWords } from '../../src/cors/cors-issue-in-words.js';
import { corsLossInWords } from '../../src/cors/cors-loss-in-words.js';
import { readCorsDocument } from '../../src/cors/read-cors-document.js';
import { SEVERITIES } from '../../src/cors/validate/severities.js';
import { validateCors } from '../../src/cors/validate-cors.js';
import { chineseCorsWords } from '../../src/cors/words/zh-cn.js';
import type { Wording, WordingValue } from '../../src/model/wording.js';
import { aws } from '../../src/stores/aws.js';
import { gcs } from '../../src/stores/gcs.js';
import { minio } from '../../src/stores/minio.js';
import { oss } from '../../src/stores/oss.js';
import { qingstor } from '../../src/stores/qingstor.js';
import { POSTED } from './posted/manifest.js';
import { EXAMPLES } from './validate/examples.js';
import { STORES } from './validate/stores.js';

const TEXTS = Object.entries(chineseCorsWords.texts).flatMap(([code, words]) =>
  Object.entries(words).map(([english, chinese]) => [code, english, chinese] as const),
);
const placeholders = (text: string) => [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();

/** The sentences of a wording, with those within. */
function textsOf({ text, values }: Wording): string[] {
  return [text, ...values.flatMap(withinValue)];
}

function withinValue(value: WordingValue): string[] {
  if (typeof value !== 'object') return [];
  return 'text' in value ? textsOf(value) : value.flatMap(textsOf);
}

/** Every sentence that stands in the sources of the lints: texts with a blank, and templates of `worded`. */
function textsInSources(folder = 'src/cors/validate'): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('shared-suffixes.ts'),
  );
  return files.flatMap((file) => {
    const path = join(folder, file);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'worded') {
        const { template } = node;
        found.push(
          ts.isNoSubstitutionTemplateLiteral(template)
            ? template.text
            : template.templateSpans.reduce(
                (all, { literal }, index) => `${all}{${index}}${literal.text}`,
                template.head.text,
              ),
        );
        if (!ts.isNoSubstitutionTemplateLiteral(template))
          for (const { expression } of template.templateSpans) visit(expression);
        return;
      }
      if (ts.isStringLiteral(node) && /^[a-z]\S* /.test(node.text)) found.push(node.text);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true));
    return found;
  });
}

describe('the words of issues in Chinese', () => {
  it('are there for each code', () => {
    expect(Object.keys(chineseCorsWords.texts).sort()).toEqual(Object.keys(SEVERITIES).sort());
    for (const words of Object.values(chineseCorsWords.texts)) expect(Object.keys(words)).not.toEqual([]);
  });

  it.each(TEXTS)('%s: "%s" has the same placeholders, and is Chinese', (_code, english, chinese) => {
    expect(placeholders(chinese)).toEqual(placeholders(english));
    if (english !== 'the www') expect(chinese.replace(/\{\d+\}/g, '')).toMatch(/\p{Script=Han}/u);
    expect(chinese).not.toMatch(/[,;:!?]$|[，。；：]\s/u);
  });

  it('are there for every sentence of the sources', () => {
    const known = new Set([...TEXTS.map(([, english]) => english), ...Object.keys(chineseCorsWords.values)]);
    const inSources = textsInSources();
    expect(inSources.length).toBeGreaterThan(90);
    expect(inSources.filter((text) => !known.has(text))).toEqual([]);
  });

  it('are of sentences that are there still', () => {
    const elsewhere = [
      'cors/put-bucket-cors.ts',
      'cors/plan/apply-cors.ts',
      'cors/plan/tell-unreadable.ts',
      'cli/given-rules.ts',
    ]
      .map((file) => readFileSync(join('src', file), 'utf8').replace(/\$\{[^}]*\}/g, '{}'))
      .concat(minio.withoutCorsApi ?? '');
    const known = new Set(textsInSources());
    const stale = TEXTS.filter(
      ([, english]) =>
        !known.has(english) && !elsewhere.some((text) => text.includes(english.replace(/\{\d+\}/g, '{}'))),
    );
    expect(stale).toEqual([]);
  });

  it('tell each example', () => {
    for (const [code, { given, store, wanted }] of Object.entries(EXAMPLES)) {
      for (const issue of validateCors(given as never, store, wanted)) {
        const english = corsIssueInWords(issue);
        const chinese = corsIssueInWords(issue, chineseCorsWords);
        expect(english).toBe(`${issue.path}: ${issue.message} (${issue.value})`);
        expect([code, chinese]).not.toEqual([code, english]);
        expect(`${english}${chinese}`).not.toMatch(/\{\d*\}|undefined|\[object/);
      }
    }
  });
});

describe('what conversions lose, in Chinese', () => {
  const texts = Object.values(chineseCorsWords.losses).flatMap((words) => Object.entries(words));

  it('is there for every sentence of the sources, with the same placeholders, and no other', () => {
    // What begins with a small letter is of a request.
    const inSources = textsInSources('src/cors/convert').filter((text) => /^[A-Z]/.test(text));
    expect([...new Set(inSources)].sort()).toEqual(texts.map(([english]) => english).sort());
    for (const [english, chinese] of texts) {
      expect(placeholders(chinese)).toEqual(placeholders(english));
      expect(chinese).toMatch(/\p{Script=Han}/u);
    }
  });

  it('is told by the command line', () => {
    const rules = [
      { id: 'a', allowedOrigins: ['https://a.example', 'https://*.b.example'], allowedMethods: ['GET'] },
    ];
    for (const to of [qingstor, gcs, oss]) {
      for (const loss of convertCors({ rules }, aws, to).losses) {
        expect(corsLossInWords(loss)).toBe(`${loss.path}: ${loss.message} (${loss.value})`);
        const words = Object.keys(chineseCorsWords.losses[loss.code]);
        for (const text of textsOf(loss.wording)) expect(words).toContain(text);
        expect(corsLossInWords(loss, chineseCorsWords)).not.toContain(loss.message);
      }
    }
  });
});

it('what is said of options in Chinese is said in English, with the same placeholders', () => {
  const sources = ['cors/required/check-page-use.ts', 'cors/required-cors.ts', 'cors/check-wanted.ts']
    .map((file) => readFileSync(join('src', file), 'utf8').replace(/\$\{[^}]*\}/g, '{0}'))
    .join('\n');
  for (const [english, chinese] of Object.entries(chineseCorsWords.options)) {
    expect(sources).toContain(english);
    expect(placeholders(chinese)).toEqual(placeholders(english));
    expect(chinese).toMatch(/\p{Script=Han}/u);
  }
});

describe('every sentence that is said is there under its own code', () => {
  const odd = fc.constantFrom(
    ...[
      '*',
      'null',
      '',
      'https://a.example',
      'http://a.example',
      'https://*.a.example',
      'https://A.example/',
    ],
    ...['https://*', 'http://*', 'a.example', 'https://a.example:443', 'http://localhost:*', 'GET', 'put'],
    ...['OPTIONS', 'PATCH', 'GET, PUT', 'x y', 'x_y', 'x-*-*', 'ETag', 'Set-Cookie', 'authorization', 'x-*'],
  );
  const rule = fc.record(
    {
      id: fc.constantFrom('a', 'b', 'a\u0000', 'x'.repeat(300), 7),
      allowedOrigins: fc.array(odd, { maxLength: 3 }),
      allowedMethods: fc.array(odd, { maxLength: 3 }),
      allowedHeaders: fc.oneof(fc.array(odd, { maxLength: 3 }), fc.constant('*')),
      exposeHeaders: fc.array(odd, { maxLength: 3 }),
      maxAgeSeconds: fc.constantFrom(-1, 0, 1.5, 600, 100_000, 'a'),
      alowedHeaders: fc.constant([]),
    },
    { requiredKeys: [] },
  );
  const wanted = fc.record(
    {
      origins: fc.constantFrom(['https://a.example'], ['https://b.a.example:8080']),
      operations: fc.subarray(['upload', 'multipart-upload', 'download', 'manage-cors'] as const),
      managementOrigin: fc.constantFrom('https://a.example'),
      requests: fc.constantFrom([{ origin: 'https://www.a.example', method: 'PUT', headers: ['x-a'] }]),
      ranges: fc.boolean(),
      credentials: fc.boolean(),
      sharedCache: fc.boolean(),
      addsCorsHeaders: fc.boolean(),
      rollingOut: fc.boolean(),
    },
    { requiredKeys: [] },
  );

  it('of odd rules on every store', () => {
    const said = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 4 }),
        fc.constantFrom(...STORES),
        wanted,
        (rules, store, use) => {
          for (const { code, wording } of validateCors(rules as never, store, use as never)) {
            for (const text of wording === undefined ? [''] : textsOf(wording)) {
              said.add(`${code} ${text}`);
              expect([code, Object.keys(chineseCorsWords.texts[code])]).toEqual([
                code,
                expect.arrayContaining([text]),
              ]);
            }
          }
        },
      ),
      { numRuns: 2000 },
    );
    process.stdout.write(
      `sentences about rules: ${TEXTS.length} in two languages, ${said.size} of them met\n`,
    );
    expect(said.size).toBeGreaterThan(70);
  });

  it('of what people posted', async () => {
    for (const { file, store, wanted: use } of POSTED) {
      const text = readFileSync(`test/cors/posted/${file}`, 'utf8');
      const { rules } = (await readCorsDocument(text)).configuration;
      for (const { code, wording } of validateCors(rules, store, use)) {
        const known = Object.keys(chineseCorsWords.texts[code]);
        for (const said of wording === undefined ? [''] : textsOf(wording)) expect(known).toContain(said);
      }
    }
  });
});
