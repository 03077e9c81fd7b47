import { launchChromiumIn } from '../chromium.js';
import type { Engine, EngineName } from './engine.js';
import { launchFirefox } from './launch-firefox.js';
import { launchWebkit } from './launch-webkit.js';
import { playwrightEngine } from './playwright-engine.js';

type Environment = Readonly<Record<string, string>>;

const LAUNCHES: Readonly<Record<EngineName, (environment: Environment) => Promise<Engine>>> = {
  chromium: async (environment) => playwrightEngine('chromium', await launchChromiumIn(environment)),
  firefox: async (environment) => playwrightEngine('firefox', await launchFirefox({}, environment)),
  webkit: launchWebkit,
};

/** Starts a browser. It must be there: see `ENGINES`. @param environment - Further environment variables. */
export function launchEngine(name: EngineName, environment: Environment = {}): Promise<Engine> {
  return LAUNCHES[name](environment);
}
