import { launchChromium } from '../chromium.js';
import type { Engine, EngineName } from './engine.js';
import { launchFirefox } from './launch-firefox.js';
import { launchWebkit } from './launch-webkit.js';
import { playwrightEngine } from './playwright-engine.js';

const LAUNCHES: Readonly<Record<EngineName, () => Promise<Engine>>> = {
  chromium: async () => playwrightEngine('chromium', await launchChromium()),
  firefox: async () => playwrightEngine('firefox', await launchFirefox()),
  webkit: launchWebkit,
};

/** Starts a browser. It must be there: see `ENGINES`. */
export function launchEngine(name: EngineName): Promise<Engine> {
  return LAUNCHES[name]();
}
