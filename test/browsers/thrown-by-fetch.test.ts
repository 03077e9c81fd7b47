import { expect, it } from 'vitest';
import { explainMessage } from '../../src/diagnose/raw/explain-message.js';
import { openSdkPage } from '../support/engine-page.js';
import { describeWithEngines } from '../support/engines/describe-with-engines.js';

describeWithEngines('what fetch() throws before it sends anything', ({ name, engine }) => {
  it.each<[code: string, url: string, init: RequestInit]>([
    ['env.userinfo', 'http://anna:s3cret@127.0.0.1/a', {}],
    ['env.method', 'http://127.0.0.1/a', { method: 'TRACE' }],
    ['env.method', 'http://127.0.0.1/a', { method: 'PUT', mode: 'no-cors' }],
  ])('is read as %s', async (code, url, init) => {
    const { tab, stop } = await openSdkPage(engine());
    const thrown = await tab.evaluate(
      ([address, how]) =>
        Promise.resolve()
          .then(() => fetch(address, how))
          .then(() => 'sent', String),
      [url, init] as const,
    );
    await stop();
    const [told] = explainMessage(thrown);
    expect(told?.diagnosis, thrown).toMatchObject({ code, stage: 'local', confidence: 'strong' });
    expect(told?.reading.engine).toBe(name);
    expect(JSON.stringify(told)).not.toContain('s3cret');
  });
});
