import { type Received, sendToHost } from './send-to-host.js';

/** Posts a form as a browser does: the fields as they are given, and the file after them. */
export async function postSignedForm(
  url: string,
  fields: Readonly<Record<string, string>>,
  {
    file = 'hello',
    headers = {},
  }: { readonly file?: string; readonly headers?: Record<string, string> } = {},
): Promise<Received> {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append('file', new Blob([file]), 'name.txt');
  const sent = new Response(data);
  return sendToHost(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': sent.headers.get('content-type') ?? '' },
    body: Buffer.from(await sent.arrayBuffer()),
  });
}
