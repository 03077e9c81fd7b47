import { checkWanted } from '../cors/check-wanted.js';
import type { AskedRequest } from '../cors/is-allowed-by-rules.js';
import type { AskedStore } from '../cors/required/required-requests.js';
import type { WantedCors } from '../cors/validate/wanted-cors.js';
import type { Context } from './command.js';
import { UsageError } from './exit-code.js';
import { readPageUse } from './page-use.js';

/**
 * What the rules are for, as the options say.
 *
 * @throws ConfigError listing every option that cannot be right; UsageError for a request that cannot be read, and for operations of
 * no origin.
 */
export function wantedOf(context: Context, store: Pick<AskedStore, 'signer'>): WantedCors {
  const { texts, lists, switches } = context;
  const managementOrigin = texts['management-origin'];
  const requests = readRequests(context);
  const wanted: WantedCors = {
    ...(lists.origin === undefined ? {} : { origins: lists.origin }),
    ...readPageUse(context),
    ...(requests.length === 0 ? {} : { requests }),
    ...(managementOrigin === undefined ? {} : { managementOrigin }),
    ...(switches.has('cookies') ? { credentials: true } : {}),
    ...(switches.has('shared-cache') ? { sharedCache: true } : {}),
    ...(switches.has('adds-cors-headers') ? { addsCorsHeaders: true } : {}),
  };
  checkWanted(wanted, store);
  // Whose they are is not known: nothing would be looked at, and nothing found.
  const { operations = [], origins = [] } = wanted;
  if (operations.length > 0 && origins.length === 0) throw new UsageError([context.say('wrong.operations')]);
  return wanted;
}

/** Each request, of each origin. */
function readRequests({ lists, say }: Context): AskedRequest[] {
  const { request: texts = [], origin: origins = [] } = lists;
  return texts.flatMap((text) => {
    const [, method, names = ''] = /^\s*([A-Za-z]+)(?:\s+(\S.*?))?\s*$/.exec(text) ?? [];
    if (method === undefined || origins.length === 0) throw new UsageError([say('wrong.request')]);
    const headers = names
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean);
    return origins.map((origin) => ({ origin, method, headers }));
  });
}
