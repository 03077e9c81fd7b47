import type { CorsOperation, PageUse } from '../cors/required/cors-operation.js';
import type { Context } from './command.js';

/** What pages do, as the options say. What is none is told by whoever takes it. */
export function readPageUse({ texts, lists, switches }: Context): PageUse {
  const { signing, 'content-type': contentType } = texts;
  const names = (texts.operations ?? '').split(',').map((name) => name.trim());
  return {
    operations: names.filter((name) => name !== '') as CorsOperation[],
    ...(signing === undefined ? {} : { signing: signing as Exclude<PageUse['signing'], undefined> }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(lists.header === undefined ? {} : { headers: Object.fromEntries(lists.header.map(readHeader)) }),
    ...(switches.has('ranges') ? { ranges: true } : {}),
    ...(switches.has('upload-listeners') ? { uploadListeners: true } : {}),
    ...(switches.has('lasting-keys') ? { temporary: false } : {}),
  };
}

/** `x-amz-acl: private`. Without a value it counts as one that no header may be sent with unasked. */
function readHeader(text: string): readonly [name: string, value: string] {
  const [name = '', ...value] = text.split(':');
  return [name.trim(), value.join(':').trim() || 'x'];
}
