import { HOSTILE_KEYS } from '../../support/hostile-keys.js';
import type { PageActions, PageBucket, PageOutcome } from './page-actions.js';
import type { RecordingGateway } from './recording-gateway.js';
import type { SignedRequest } from './signed-requests.js';
import type { SigningPage } from './signing-page.js';

/** What a page does with a bucket, key by key. Keys go by their names in `HOSTILE_KEYS`. */
export interface KeysInPage {
  /** What came out for each key. @throws Error naming every key for which it failed. */
  act<Action extends keyof PageActions>(
    action: Action,
    names: readonly string[],
    inputFor: (key: string, name: string) => PageActions[Action][0],
  ): Promise<Record<string, PageActions[Action][1]>>;
  /** Sends them, and tells by title what the store answered last and what the page saw of it. */
  send(requests: readonly SignedRequest[]): Promise<Record<string, string>>;
}

/** In all pages: each request has a number of its own. */
let sentCount = 0;

/** Ties a page, a bucket and what is recorded between them together. */
export function keysInPage(page: SigningPage, bucket: PageBucket, gateway: RecordingGateway): KeysInPage {
  return {
    act: async <Action extends keyof PageActions>(
      action: Action,
      names: readonly string[],
      inputFor: (key: string, name: string) => PageActions[Action][0],
    ) => {
      const inputs = names.map((name) => inputFor(HOSTILE_KEYS[name] ?? '', name));
      const outcomes = await page.act(bucket, action, inputs);
      const outputs: Record<string, PageActions[Action][1]> = {};
      const failures: string[] = [];
      for (const [index, name] of names.entries()) {
        const outcome = outcomes[index];
        if (outcome !== undefined && 'output' in outcome) outputs[name] = outcome.output;
        else failures.push(`${name}: ${outcome?.error}`);
      }
      if (failures.length > 0) throw new Error(`${action} failed\n${failures.join('\n')}`);
      return outputs;
    },
    send: async (requests) => {
      const inputs = requests.map(({ signed, body }) => {
        sentCount += 1;
        return { ...signed, body, id: String(sentCount) };
      });
      const outcomes = await page.act(bucket, 'send', inputs);
      const lines = requests.map(({ title }, index) => {
        const answer = gateway.answersTo(inputs[index]?.id ?? '').at(-1) ?? 'nothing';
        return [title, `${answer}; the page saw ${seenOf(outcomes[index])}`];
      });
      return Object.fromEntries(lines) as Record<string, string>;
    },
  };
}

/** The bytes only of what was accepted: an error's differ each time. */
function seenOf(outcome: PageOutcome<PageActions['send'][1]> | undefined): string {
  if (outcome === undefined || 'error' in outcome) return String(outcome?.error);
  if (outcome.output === null) return 'nothing';
  const { status, body } = outcome.output;
  return status < 300 ? `${status} [${body}]` : String(status);
}
