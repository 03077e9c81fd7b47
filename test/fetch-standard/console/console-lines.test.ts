import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainMessage } from '../../../src/diagnose/raw/explain-message.js';

interface Observation {
  readonly id: string;
  readonly engine: 'chromium' | 'firefox' | 'webkit';
  /** What the server saw of the request. */
  readonly sent: readonly string[];
  readonly lines: readonly string[];
}

const { observations } = JSON.parse(readFileSync('test/oracles/console-lines.json', 'utf8')) as {
  observations: Observation[];
};
/** The network fails in the middle of these, or a redirect leads nowhere, and Firefox has no other words for it. */
const BROKEN_OFF = ['act-reset', 'act-redir-userinfo'];

describe('what consoles were seen to say of one request', () => {
  it.each(observations.map((each) => [`${each.id} in ${each.engine}`, each] as const))(
    'is read as one: %s',
    (_, { id, engine, sent, lines }) => {
      const told = explainMessage(lines.join('\n'));
      expect(told).toHaveLength(1);
      const [{ reading, diagnosis } = expect.fail()] = told;
      expect(reading.engine).toBe(engine);
      // What is said of the preflight must not be said where it passed.
      if (reading.blockedAt === 'preflight') expect(sent).toEqual(['OPTIONS']);
      const wasAnswered = sent.length > 0 && !BROKEN_OFF.includes(id);
      if (wasAnswered) expect(diagnosis.code).not.toMatch(/^net\./);
      // An address that a line names is kept, whichever line it is.
      if (lines.some((line) => line.includes('http://127.0.0.1:9402/s/'))) {
        expect(reading.url).toMatch(/^http:\/\/127\.0\.0\.1:9402\/s\//);
      }
    },
  );

  it('tells by the second line of Firefox that it was the preflight', () => {
    const firefox = observations.filter(({ engine, id }) => engine === 'firefox' && id.startsWith('pre-'));
    expect(firefox.length).toBeGreaterThan(10);
    for (const { lines } of firefox) {
      expect(explainMessage(lines.join('\n'))[0]?.reading.blockedAt).toBe('preflight');
    }
  });

  it('reads the lines of several requests as several', () => {
    const both = observations.filter(({ id }) => id === 'acah-missing' || id === 'method-delete');
    const lines = both.flatMap(({ lines: each }) => each);
    expect(explainMessage(lines.join('\n')).map(({ diagnosis }) => diagnosis.code)).toEqual(
      both.map(({ id }) => (id === 'acah-missing' ? 'pre.header' : 'pre.method')),
    );
  });
});
