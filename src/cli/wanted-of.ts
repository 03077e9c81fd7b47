import type { AskedRequest } from '../cors/is-allowed-by-rules.js';
import type { WantedCors } from '../cors/validate/wanted-cors.js';
import type { Context } from './command.js';
import { UsageError } from './exit-code.js';
import { readOperations, readSigning } from './page-use.js';

/** What the rules are for, as the options say. @throws UsageError */
export function wantedOf(context: Context): WantedCors {
  const { texts, lists, switches } = context;
  const managementOrigin = texts['management-origin'];
  const operations = readOperations(context);
  const requests = readRequests(context);
  return {
    ...(lists.origin === undefined ? {} : { origins: lists.origin }),
    ...(operations.length === 0 ? {} : { operations }),
    ...readSigning(context),
    ...(switches.has('ranges') ? { ranges: true } : {}),
    ...(switches.has('lasting-keys') ? { temporary: false } : {}),
    ...(requests.length === 0 ? {} : { requests }),
    ...(managementOrigin === undefined ? {} : { managementOrigin }),
    ...(switches.has('cookies') ? { credentials: true } : {}),
    ...(switches.has('shared-cache') ? { sharedCache: true } : {}),
    ...(switches.has('adds-cors-headers') ? { addsCorsHeaders: true } : {}),
  };
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
