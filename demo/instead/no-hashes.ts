// In place of the SDK's hashes in JavaScript, for pages by plain http. There, whoever is on the way could read the keys that a
// person pastes: the desk signs nothing on such a page, and says so.

import { texts } from '../texts.js';

const refuse = async (): Promise<never> => {
  throw new Error(texts.insecure);
};

/** What the SDK asks for where the browser hides its own hashes. Rejects with the reason in words. */
export const javascriptHashes = { digest: refuse, hmacKey: refuse };
