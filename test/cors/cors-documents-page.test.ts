import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CorsConversion } from '../../src/cors/convert-cors.js';
import { isSameConfiguration } from '../../src/cors/is-same-configuration.js';
import { readCorsDocument } from '../../src/cors/read-cors-document.js';
import * as sdk from '../../src/index.js';
import type { CorsConfiguration } from '../../src/model/cors-configuration.js';
import type { CorsCodec } from '../../src/stores/cors-codec.js';
import { CODECS } from '../stores/cors-configurations.js';

const page = readFileSync('docs/cors-documents.md', 'utf8');

/** The examples below a heading, in order. */
function examplesBelow(heading: string): string[] {
  const [, section = ''] = page.split(`\n${heading}\n`);
  const [own = ''] = section.split(/^##/m);
  return [...own.matchAll(/^```\w+\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);
}

const [first = ''] = [...page.matchAll(/^```json\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);
const CONFIGURATION = JSON.parse(first) as CorsConfiguration;

const WRITTEN: [heading: string, codec: CorsCodec, documentShape: string, jsonShape: string | null][] = [
  ['Amazon S3, and what speaks like it', CODECS.aws, 's3-xml', 'aws-cli'],
  ['Alibaba Cloud OSS', CODECS.oss, 's3-xml', 'ossutil'],
  ['Tencent COS', CODECS.cos, 's3-xml', 'cos-js'],
  ['QingStor', CODECS.qingstor, 'qingstor', null],
  ['Cloudflare R2', CODECS.r2, 's3-xml', 'r2'],
  ['Google Cloud Storage', CODECS.gcs, 'gcs-xml', 'gcloud'],
];
/** What each shape that is only read has no room for. */
const READ: [shape: string, without: string[]][] = [
  ['ali-oss', ['id']],
  ['b2', ['responseVary']],
  ['terraform', []],
];

describe('docs/cors-documents.md', () => {
  it('begins with the configuration that its examples say, in the spelling of the model', async () => {
    expect(await readCorsDocument(first)).toEqual({
      shape: 'bucket-preflight',
      configuration: CONFIGURATION,
      unknown: [],
      warnings: [],
    });
  });

  it.each(WRITTEN)('shows what is written for %s', async (heading, codec, documentShape, jsonShape) => {
    const [document = '', json] = examplesBelow(`### ${heading}`);
    expect(document).toBe(codec.write(CONFIGURATION));
    expect(json).toBe(jsonShape === null ? undefined : codec.writeJson(CONFIGURATION));
    for (const [text, shape] of [
      [document, documentShape],
      [json, jsonShape],
    ] as const) {
      if (typeof text !== 'string') continue;
      const read = await readCorsDocument(text);
      expect(read).toMatchObject({ shape, unknown: [] });
      expect(isSameConfiguration(read.configuration, CONFIGURATION, { corsCodec: codec })).toBe(true);
    }
  });

  it.each(READ)('shows what is read of %s', async (shape, without) => {
    const [text = ''] = examplesBelow(`### \`${shape}\``);
    const read = await readCorsDocument(text);
    expect(read).toMatchObject({ shape, unknown: [] });
    const { rules, ...settings } = CONFIGURATION;
    const leave = (from: object) =>
      Object.fromEntries(Object.entries(from).filter(([name]) => !without.includes(name)));
    expect(read.configuration).toEqual({ rules: rules.map(leave), ...leave(settings) });
  });

  it('lists every shape', () => {
    const listed = [...page.matchAll(/^\| \[?`([\w-]+)`/gm)].map(([, shape]) => shape);
    const source = readFileSync('src/cors/documents/cors-document.ts', 'utf8');
    const shapes = [...source.matchAll(/^ {2}\| '([\w-]+)'/gm)].map(([, shape]) => shape);
    const losses = readFileSync('src/cors/convert/cors-loss.ts', 'utf8');
    const codes = [...losses.matchAll(/^ {2}\| '([\w-]+)'/gm)].map(([, code]) => code);
    expect(listed.filter((name) => shapes.includes(name)).sort()).toEqual([...shapes].sort());
    expect(shapes).toHaveLength(12);
    expect(codes).toHaveLength(15);
    const table = page.split('## Converted')[1] ?? '';
    for (const code of codes) expect(table).toContain(`\`${code}\``);
  });

  it('shows a conversion that loses the name and splits the rule', () => {
    const [example = ''] = examplesBelow('## Converted');
    const code = example
      .replace(/^import (\{.*\}) from 'bucket-preflight';/, 'const $1 = sdk;')
      .replace('export const', 'const');
    const run = new Function('sdk', `${code}; return { document, losses };`) as (
      from: typeof sdk,
    ) => CorsConversion;
    const { document, losses } = run(sdk);
    expect(losses.map((loss) => loss.code)).toEqual(['id-dropped', 'origins-split', 'vary-lost']);
    expect(JSON.parse(document).cors_rules).toHaveLength(2);
  });
});
