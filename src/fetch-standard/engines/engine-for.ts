import type { RequestApi } from '../checked-request.js';
import type { Engine } from './engine.js';

/** How an engine does what is asked by `fetch()`, the default, or by `XMLHttpRequest`. */
export function engineFor(api: RequestApi | undefined, engine: Engine): Engine {
  // https://xhr.spec.whatwg.org/#the-setrequestheader()-method: it combines the lines of a name.
  return api === 'xhr' ? { ...engine, joinsHeaderLines: true, ...engine.xhr } : engine;
}
