import type { CorsOperation, PageUse } from '../cors/required/cors-operation.js';
import type { Context } from './command.js';

/** What pages do, as the options say. What is none is told by whoever takes it. */
export function readOperations({ texts }: Context): CorsOperation[] {
  const names = (texts.operations ?? '').split(',').map((name) => name.trim());
  return names.filter((name) => name !== '') as CorsOperation[];
}

/** Where signatures are, as the option says. */
export function readSigning({ texts }: Context): Pick<PageUse, 'signing'> {
  return texts.signing === undefined
    ? {}
    : { signing: texts.signing as Exclude<PageUse['signing'], undefined> };
}
