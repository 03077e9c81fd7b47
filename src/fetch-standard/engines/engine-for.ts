import type { RequestApi } from '../checked-request.js';
import type { Engine } from './engine.js';

/** How an engine does what is asked by `fetch()`, the default, or by `XMLHttpRequest`. */
export function engineFor(api: RequestApi | undefined, engine: Engine): Engine {
  return api === 'xhr' ? { ...engine, ...engine.xhr } : engine;
}
