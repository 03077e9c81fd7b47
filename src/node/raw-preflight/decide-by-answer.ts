import { randomUUID } from 'node:crypto';
import { readCommand } from '../../diagnose/decide-command.js';
import { PROBE_MARK } from '../../diagnose/probe-id.js';
import { isReading } from '../../diagnose/raw/is-reading.js';
import type { RawRequest } from '../../diagnose/raw/raw-exchange.js';
import type { Diagnosis, SentRequest } from '../../model/diagnosis.js';
import type { Store } from '../../stores/store.js';

/** What makes another request of the command that reads. In the place of FILE the file that was to be sent. */
const OPTIONS_OF: Readonly<Record<string, string>> = {
  GET: '',
  HEAD: '-I ',
  PUT: "-X PUT -T FILE -H 'Expect:' ",
  POST: "-X POST -T FILE -H 'Expect:' ",
  DELETE: '-X DELETE ',
};

/**
 * Where it is the answer that stays open, and not a preflight, which has been sent: the command that shows such an answer. What
 * changes things goes to an upload that does not exist. Where no such command can be made, the one that stood there stays.
 */
export function decideByAnswer(found: Diagnosis, { url }: RawRequest, store: Store): Diagnosis {
  const { code, undecided, request } = found;
  if (undecided === null || /^(net|env)\./.test(code)) return found;
  if (code !== 'ok.allowed' && !undecided.candidates.includes('ok.allowed')) return found;
  const options = OPTIONS_OF[request.method];
  const place = isReading(request.method) ? request.url : harmlessAddress(url, request, store);
  if (options === undefined || place === null) return found;
  const command = readCommand({ url: place, origin: request.origin }, options);
  return { ...found, undecided: { ...undecided, command } };
}

/** Next to the object, with its ending, as what stands in front of a store goes by both; `null`: no object is named. */
function harmlessAddress(url: string, { method }: SentRequest, store: Store): string | null {
  const { origin, pathname } = new URL(url);
  const [, directory = '', name = ''] = /^(.*\/)([^/]*)$/.exec(pathname) ?? [];
  if (name === '') return null;
  const id = `${PROBE_MARK}${randomUUID()}`;
  const [ending = ''] = /\.[\w-]{1,16}$/.exec(name) ?? [];
  const query = new URLSearchParams(store.harmlessQuery(method, id));
  return `${origin}${directory}${id}${ending}?${query}`;
}
