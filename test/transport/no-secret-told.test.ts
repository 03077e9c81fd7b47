import { describe, expect, it } from 'vitest';
import { answerSigningRequest } from '../../src/transport/answer-signing-request.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { presignUrl, signForm } from '../../src/transport/sign-request.js';
import { bucketWith, SECRET, TOKEN, thrownBy } from './buckets.js';

const GET = { method: 'GET', key: 'a' };

function told(error: unknown): string {
  const { message, cause, stack } = error as Error;
  return JSON.stringify([error, message, stack, cause, (cause as Error | undefined)?.message]);
}

describe('what others say is shown without what was sent', () => {
  it('when the store quotes the token', async () => {
    const body = `<Error><Code>InvalidArgument</Code><Message>The token ${TOKEN} is malformed</Message></Error>`;
    const { bucket } = bucketWith(() => new Response(body, { status: 400 }));
    const error = await thrownBy(sendRequest(bucket, GET));
    expect(error).toMatchObject({ answer: { serviceMessage: 'The token <hidden> is malformed' } });
    expect(told(error)).not.toContain(TOKEN);
  });

  it('when the credentials function throws what its client gave it', async () => {
    const answer = { SecretAccessKey: SECRET, SessionToken: TOKEN };
    const thrown = Object.assign(new Error(`Cannot read ${TOKEN}`), { response: { data: answer } });
    const { bucket } = bucketWith(() => new Response(), { credentials: () => Promise.reject(thrown) });
    const error = await thrownBy(sendRequest(bucket, GET));
    expect(told(error)).not.toContain(TOKEN);
    expect(told(error)).not.toContain(SECRET);
    expect((error as Error).cause).toMatchObject({ message: 'Cannot read <hidden>' });
  });

  it('when a token stands in a header of the request', async () => {
    const { bucket } = bucketWith(() => Promise.reject(new TypeError('Failed to fetch')));
    const headers = { 'x-ci-security-token': TOKEN };
    expect(told(await thrownBy(sendRequest(bucket, { ...GET, headers })))).not.toContain(TOKEN);
  });
});

describe('a form', () => {
  it.each(['a\nb', 'a\rb', 'a\ud800'])('is refused what a browser changes on the way: %j', async (text) => {
    const { bucket } = bucketWith(() => new Response());
    const life = { expiresInSeconds: 60 };
    const error = await thrownBy(signForm(bucket, { key: text, fields: { a: text } }, life));
    expect(error).toMatchObject({
      code: 'ERR_CONFIG',
      issues: [{ path: 'key' }, { path: 'fields.a' }],
    });
    await expect(signForm(bucket, { key: 'a', fields: { a: 'x\r\ny' } }, life)).resolves.toBeDefined();
  });
});

describe('a life', () => {
  it('is an hour at most where a page asks a server for it, unless the server says otherwise', async () => {
    const { bucket } = bucketWith(() => new Response());
    const question = { form: 'url', bucket: 'photos', ...GET, expiresInSeconds: 3601 };
    const error = await thrownBy(answerSigningRequest(bucket, question, () => true));
    expect(error).toMatchObject({
      code: 'ERR_CONFIG',
      issues: [{ code: 'limit', path: 'expiresInSeconds' }],
    });
    const longer = { maxExpiresInSeconds: 3601 };
    await expect(answerSigningRequest(bucket, question, () => true, longer)).resolves.toBeDefined();
  });

  it('is nothing that a date has no room for', async () => {
    const { bucket } = bucketWith(() => new Response());
    const error = await thrownBy(presignUrl(bucket, GET, { expiresInSeconds: 9e15 }));
    expect(error).toMatchObject({ code: 'ERR_CONFIG', issues: [{ path: 'expiresInSeconds' }] });
  });
});
