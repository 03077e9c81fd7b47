import type { AskedStore } from '../cors/required/required-requests.js';
import { checkWanted } from '../cors/validate/check-wanted.js';
import type { WantedCors } from '../cors/validate/wanted-cors.js';
import type { Context } from './command.js';
import type { OptionName } from './options.js';
import { PAGE_USE, readPageUse } from './page-use.js';

/** The options that say what the rules are for. */
export const WANTED: readonly OptionName[] = ['origin', ...PAGE_USE, 'management-origin'];

/**
 * What the rules are for, as the options say.
 *
 * @throws ConfigError listing every option that cannot be right.
 */
export function wantedOf(context: Context, store: Pick<AskedStore, 'signer'>): WantedCors {
  const { texts, lists } = context;
  const managementOrigin = texts['management-origin'];
  const wanted: WantedCors = {
    ...(lists.origin === undefined ? {} : { origins: lists.origin }),
    ...readPageUse(context),
    ...(managementOrigin === undefined ? {} : { managementOrigin }),
  };
  checkWanted(wanted, store);
  return wanted;
}
