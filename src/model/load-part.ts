import { UnsupportedError } from './errors.js';

/**
 * Loads a part of the SDK that few callers need, which an app's bundler makes a file of its own.
 *
 * @param what - The part as a sentence begins with it: `The XML parser`.
 * @throws UnsupportedError when that file cannot be had: an app that was deployed anew may no longer serve it.
 */
export async function loadPart<Part>(what: string, load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    throw new UnsupportedError(`${what}, a file of its own beside the SDK's, could not be loaded`, { cause });
  }
}
