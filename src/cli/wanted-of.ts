import type { WantedCors } from '../cors/validate/wanted-cors.js';
import type { Context } from './command.js';
import { readOperations, readSigning } from './page-use.js';

/** What the rules are for, as the options say. */
export function wantedOf(context: Context): WantedCors {
  const { texts, lists } = context;
  const managementOrigin = texts['management-origin'];
  const operations = readOperations(context);
  return {
    ...(lists.origin === undefined ? {} : { origins: lists.origin }),
    ...(operations.length === 0 ? {} : { operations }),
    ...readSigning(context),
    ...(managementOrigin === undefined ? {} : { managementOrigin }),
  };
}
