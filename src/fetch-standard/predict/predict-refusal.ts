import type { CorsRefusal, CorsVerdict } from '../cors-verdict.js';
import { chromium } from '../engines/chromium.js';
import type { Engine } from '../engines/engine.js';
import { firefox } from '../engines/firefox.js';
import { webkit } from '../engines/webkit.js';
import { chromiumRefusal } from './chromium-refusals.js';
import { firefoxRefusal } from './firefox-refusals.js';
import type { ChromiumRefusal, FirefoxRefusal, WebkitRefusal } from './refusal-words.js';
import { webkitRefusal } from './webkit-refusals.js';

/** What the engines report of one exchange. `null`: that engine lets it through, or it cannot be known. */
export interface PredictedRefusal {
  /** What Chromium reports. */
  readonly chromium: ChromiumRefusal | null;
  /** What Firefox reports. */
  readonly firefox: FirefoxRefusal | null;
  /** What WebKit reports. */
  readonly webkit: WebkitRefusal | null;
}

/**
 * Says what each engine writes about an exchange that it refuses, so that a user finds the line of the console again. Each
 * engine is asked for itself: they test in different orders, and some let through what others refuse. Pure.
 *
 * @param check - The check as one engine does it, with the request as that engine sends it.
 * @example
 * ```ts
 * import { checkCors, type CorsExchange, explainRequest, type PageRequest, predictRefusal } from 'bucket-preflight';
 *
 * export const printed = (page: PageRequest, exchange: CorsExchange) =>
 *   predictRefusal((engine) => checkCors({ ...exchange, request: explainRequest(page, engine) }, engine));
 * ```
 */
export function predictRefusal(check: (engine: Engine) => CorsVerdict): PredictedRefusal {
  return {
    chromium: reported(check(chromium), chromiumRefusal),
    firefox: reported(check(firefox), firefoxRefusal),
    webkit: reported(check(webkit), webkitRefusal),
  };
}

function reported<Words>(verdict: CorsVerdict, word: (refusal: CorsRefusal) => Words): Words | null {
  return verdict.allowed === false ? word(verdict) : null;
}
