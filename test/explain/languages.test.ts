import { describe, expect, it } from 'vitest';
import { CAUSE_FACTS } from '../../src/explain/cause-facts.js';
import { describeProbe } from '../../src/explain/describe-probe.js';
import { english } from '../../src/explain/en.js';
import { explainDiagnosis } from '../../src/explain/explain-diagnosis.js';
import type { CauseWords, Language, Line } from '../../src/explain/language.js';
import { placeholdersIn } from '../../src/explain/say.js';
import { toText } from '../../src/explain/to-text.js';
import { valuesOf } from '../../src/explain/values-of.js';
import { chinese } from '../../src/explain/zh-cn.js';
import type { DiagnosisCode } from '../../src/model/diagnosis-code.js';
import { diagnosisOf } from './diagnosis-of.js';

const codes = Object.keys(CAUSE_FACTS) as DiagnosisCode[];
const PARTS = ['headline', 'whatHappened', 'whatToDo'] as const;

/** The placeholders of a line, and what it depends on, without its words. */
function shapeOf(line: Line): unknown {
  if (typeof line === 'string') return placeholdersIn(line).sort();
  if (!('when' in line)) return line.map(shapeOf);
  const { when, say, otherwise } = line;
  return { when, say: shapeOf(say), otherwise: otherwise === undefined ? null : shapeOf(otherwise) };
}

function textsOf(line: Line): string[] {
  if (typeof line === 'string') return [line];
  if (!('when' in line)) return [...line];
  return [...textsOf(line.say), ...(line.otherwise === undefined ? [] : textsOf(line.otherwise))];
}

function allTexts(words: CauseWords): string[] {
  return PARTS.flatMap((part) => words[part].flatMap(textsOf));
}

describe('the languages', () => {
  it('have words for every code, and for nothing else', () => {
    for (const language of [english, chinese])
      expect(Object.keys(language.causes).sort()).toEqual([...codes].sort());
  });

  it.each(codes)('%s: has the same lines with the same placeholders in both', (code) => {
    for (const part of PARTS) {
      expect(chinese.causes[code][part].map(shapeOf)).toEqual(english.causes[code][part].map(shapeOf));
    }
  });

  it.each(codes)('%s: no text is empty, or the same in both', (code) => {
    const [ours, theirs] = [allTexts(english.causes[code]), allTexts(chinese.causes[code])];
    for (const [index, text] of ours.entries()) {
      expect(text).not.toBe('');
      expect(theirs[index]).not.toBe('');
      // A line that is nothing but a value is no text.
      if (!/^\{\w+\}$/.test(text)) expect(theirs[index]).not.toBe(text);
      if (!/^\{\w+\}$/.test(text)) expect(theirs[index]).toMatch(/\p{Script=Han}.*[。）]$/u);
    }
  });

  it('name no value that nobody knows', () => {
    const known = Object.keys(valuesOf(diagnosisOf('undecided'), english));
    for (const language of [english, chinese]) {
      for (const code of codes) {
        for (const text of allTexts(language.causes[code]))
          expect(known).toEqual(expect.arrayContaining(placeholdersIn(text)));
      }
    }
  });

  it('have the same keys elsewhere', () => {
    const keysOf = (value: object): unknown[] =>
      Object.entries(value).map(([key, inner]) => [
        key,
        typeof inner === 'object' ? keysOf(inner) : placeholdersIn(inner).sort(),
      ]);
    const rest = ({ causes: _, ...others }: Language) => keysOf(others);
    expect(rest(chinese)).toEqual(rest(english));
  });

  it.each(codes)('%s: is told in Chinese, with what to do and pages to read', (code) => {
    const told = explainDiagnosis(diagnosisOf(code), { language: chinese });
    expect(told.headline).toMatch(/\p{Script=Han}.*。$/u);
    expect(told.whatHappened.length).toBeGreaterThan(0);
    if (code !== 'ok.allowed') expect(told.whatToDo.length).toBeGreaterThan(0);
    for (const page of told.docs) expect(page).toMatch(/^https:\/\//);
    expect(told.docs.length).toBeGreaterThan(0);
    expect(JSON.stringify(told)).not.toMatch(/\{\w+\}/);
  });

  it('tell notes beside the cause, and the evidence', () => {
    const full = diagnosisOf('act.no-acao', {
      notes: [{ code: 'act.executed', value: 'PUT' }],
      evidence: [
        { kind: 'preflight', method: 'PUT', headers: ['x-a'], passed: false, via: 'raw', status: 403 },
      ],
    });
    expect(toText(full)).toContain('\nBesides:\n  The page saw an error, but the store has carried PUT out.');
    expect(toText(full)).toContain('PUT with x-a: refused (raw 403)');
    const text = toText(full, { language: chinese });
    expect(text).toContain('（act.no-acao，确证）');
    expect(text).toContain('\n另外:\n  页面看到了错误，但存储已经执行了 PUT。');
    expect(text).toContain('带 x-a 的 PUT: 被拒绝 (raw 403)');
    const notes = [{ code: 'act.expose', value: 'etag, x-a' }] as const;
    expect(explainDiagnosis({ ...full, notes }, { language: chinese }).besides.join()).toContain(
      'etag、x-a。',
    );
    expect(
      describeProbe({
        kind: 'reach',
        method: 'GET',
        headers: [],
        passed: true,
        via: 'opaque',
        origin: 'https://b.example',
      }),
    ).toBe('GET without CORS from https://b.example');
  });

  it('keep a value as it is, whatever it holds', () => {
    const raw = { ...diagnosisOf('pre.acao-invalid').raw, value: '$& {origin} $1' };
    const diagnosis = diagnosisOf('pre.acao-invalid', { raw: { ...RAW, ...raw } });
    expect(explainDiagnosis(diagnosis).headline).toBe(
      'The preflight allows "$& {origin} $1", which is no origin.',
    );
  });
});

const RAW = {
  status: 200,
  refusal: '',
  value: '',
  serviceCode: '',
  kind: 'other',
  server: '',
  answeredBy: 'store',
  elsewhere: '',
  failure: '',
  allowedOrigin: '',
} as const;
