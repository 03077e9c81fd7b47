import { describe, expect, it } from 'vitest';
import { explainCause } from '../../src/explain/explain-cause.js';
import { explainRequest } from '../../src/fetch-standard/explain-request.js';
import type { PageRequest } from '../../src/fetch-standard/page-request.js';
import type { PreflightCause } from '../../src/fetch-standard/preflight-cause.js';
import { chinese, chromium, firefox, standard } from '../../src/index.js';

const GET: PageRequest = { origin: 'https://app.example.com', method: 'GET' };

/** A request for each cause, and what its sentence must name. A key for every cause: the compiler sees to it. */
const CAUSES: Readonly<Record<PreflightCause['why'], readonly [PageRequest, ...names: string[]]>> = {
  method: [{ ...GET, method: 'PUT' }, 'PUT', 'POST'],
  name: [{ ...GET, headers: [['X-Amz-Date', '1']] }, 'x-amz-date', 'leave it out', 'URL'],
  'too-long': [{ ...GET, headers: [['Accept', 'a'.repeat(130)]] }, 'accept', '130', '128', 'shorten'],
  'too-long-together': [
    { ...GET, headers: Array.from({ length: 9 }, () => ['accept', 'a'.repeat(128)] as const) },
    'accept',
    '1152',
    '1024',
  ],
  byte: [{ ...GET, headers: [['Accept', '"']] }, 'accept', '"'],
  language: [{ ...GET, headers: [['Accept-Language', 'de_DE']] }, 'accept-language', 'letters'],
  type: [{ ...GET, headers: [['Content-Type', 'image/png']] }, 'content-type', 'text/plain'],
  range: [{ ...GET, headers: [['Range', 'bytes=-5']] }, 'range', 'bytes=0-499'],
  'non-ascii': [{ ...GET, headers: [['Accept', 'é']] }, 'accept', 'ASCII'],
  separator: [{ ...GET, headers: [['Content-Type', 'text/plain;x;']] }, 'content-type', 'comma', 'semicolon'],
  'range-too-large': [{ ...GET, headers: [['Range', 'bytes=0-9223372036854775807']] }, 'range', '2^63'],
  hint: [{ ...GET, headers: [['DPR', 'x']] }, 'dpr'],
  'upload-listeners': [{ ...GET, uploadListeners: true }, 'xhr.upload'],
  stream: [{ ...GET, method: 'POST', body: { isStream: true } }, 'Blob'],
};

/** What one engine alone asks for. */
const WHOSE = new Map([
  ['hint', chromium],
  ['range-too-large', chromium],
  ['non-ascii', firefox],
  ['separator', firefox],
]);

describe('explainCause', () => {
  it.each(Object.entries(CAUSES))('%s: says what it is and what to change, in one sentence', (why, given) => {
    const [request, ...names] = given;
    const [cause] = explainRequest(request, WHOSE.get(why) ?? standard).preflightCauses;
    expect(cause?.why).toBe(why);
    const sentence = explainCause(cause as PreflightCause);
    for (const name of names) expect(sentence).toContain(name);
    expect(sentence).toMatch(/^[A-Z].*: .*\.$/);
    expect(sentence).not.toMatch(/\. [A-Z]|undefined|NaN/);
    const inChinese = explainCause(cause as PreflightCause, { language: chinese });
    expect(inChinese).toMatch(/^[^。]*\p{Script=Han}[^。]*：[^。]*。$/u);
    if (cause?.kind === 'method' || cause?.kind === 'header') expect(inChinese).toContain(cause.name);
    for (const number of sentence.match(/\d{3,}/g) ?? []) expect(inChinese).toContain(number);
    expect(inChinese).not.toMatch(/undefined|NaN/);
  });
});
