import { chromiumPath } from '../needs.js';
import type { EngineName } from './engine.js';

// tools/test.mjs looks for the engines, installs what it may, and says here what it found.

/** The Firefox that the tests drive; undefined when there is none. */
export const firefoxPath: string | undefined = process.env.FIREFOX_PATH || undefined;

/** WebKitGTK's driver; undefined when it, its browser or a virtual display is not there. */
export const webkitDriverPath: string | undefined = process.env.WEBKIT_DRIVER_PATH || undefined;

/** An engine that tests know, here or not. */
export interface KnownEngine {
  readonly name: EngineName;
  /** For people. */
  readonly title: string;
  readonly isPresent: boolean;
}

/** All of them. */
export const ENGINES: readonly KnownEngine[] = [
  { name: 'chromium', title: 'Chromium', isPresent: chromiumPath !== undefined },
  { name: 'firefox', title: 'Firefox', isPresent: firefoxPath !== undefined },
  { name: 'webkit', title: 'WebKitGTK', isPresent: webkitDriverPath !== undefined },
];
