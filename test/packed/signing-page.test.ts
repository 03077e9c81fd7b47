import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { readmeExamples } from '../support/readme-examples.js';

// Within the package, so that the examples find it by its name as an app does.
const DIR = resolve('build/signing-page');
const [inPage = '', onServer = ''] = readmeExamples('js', 'docs/signing.md');

async function load<Module>(name: string, code: string): Promise<Module> {
  mkdirSync(DIR, { recursive: true });
  writeFileSync(join(DIR, name), code);
  return (await import(/* @vite-ignore */ pathToFileURL(join(DIR, name)).href)) as Module;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});
afterAll(() => rmSync(DIR, { recursive: true, force: true }));

// The first example loads every module of the package, on a machine that is busy.
describe('the examples of docs/signing.md', { timeout: 90_000 }, () => {
  it('upload and sign links with what the STS of Alibaba Cloud answers', async () => {
    const sent: string[] = [];
    const Credentials = {
      AccessKeyId: 'STS.fixture',
      AccessKeySecret: 'fixture',
      SecurityToken: 'token',
      Expiration: '2100-01-01T00:00:00Z',
    };
    vi.stubGlobal('fetch', async (url: string) => {
      sent.push(String(url));
      return url === '/sts' ? Response.json({ Credentials }) : new Response();
    });
    const { upload, links } = await load<{
      upload: (file: File) => Promise<void>;
      links: (keys: string[]) => Promise<string[]>;
    }>('page.mjs', inPage);
    await upload(new File(['x'], 'cat.png'));
    const [first = '', second = ''] = await links(['a', 'b']);
    expect(sent).toEqual(['/sts', 'https://photos.oss-cn-hangzhou.aliyuncs.com/uploads/cat.png']);
    expect(new URL(first).searchParams.get('x-oss-signature-version')).toBe('OSS4-HMAC-SHA256');
    expect(new URL(second).pathname).toBe('/b');
  });

  it('sign on a server what is the user’s own, and nothing else', async () => {
    vi.stubEnv('QINGSTOR_ID', 'QYFIXTURE');
    vi.stubEnv('QINGSTOR_SECRET', 'fixture');
    const { sign } = await load<{ sign: (question: object, userId: string) => Promise<{ url: string }> }>(
      'server.mjs',
      onServer,
    );
    const question = { form: 'url', method: 'PUT', bucket: 'photos', key: 'users/7/a', expiresInSeconds: 60 };
    expect((await sign(question, '7')).url).toMatch(
      /^https:\/\/pek3b\.qingstor\.com\/photos\/users\/7\/a\?access_key_id=QYFIXTURE&/,
    );
    for (const other of [
      { key: 'users/8/a' },
      { method: 'DELETE' },
      { query: { acl: '' } },
      { headers: { 'x-qs-copy-source': '/photos/users/8/secret' } },
      { expiresInSeconds: 3_000_000 },
    ]) {
      await expect(sign({ ...question, ...other }, '7')).rejects.toThrow();
    }
  });
});
