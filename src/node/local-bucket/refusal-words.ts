import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { Refusal, RefusalCode, RefusalFacts } from './refusal.js';
import { type ErrorMember, ServiceError } from './service-error.js';

/** One refusal as a store words it: what makes a `ServiceError`. */
export type Words = readonly [
  status: number,
  code: string,
  message: string,
  members?: readonly ErrorMember[],
  headers?: readonly HeaderEntry[],
];

/** What a store says to each refusal. The type makes sure that none is forgotten. */
export type RefusalWords = { readonly [Code in RefusalCode]: (facts: RefusalFacts[Code]) => Words };

/** Words refusals by a table. */
export function wordingBy(words: RefusalWords): (refusal: Refusal) => ServiceError {
  return ({ code, facts }) => {
    // The facts of a refusal are those of its code: the compiler cannot follow a code that is not known before.
    const word = words[code] as (facts: RefusalFacts[RefusalCode]) => Words;
    return new ServiceError(...word(facts));
  };
}

/** The same words, some of them with another message. */
export function rephrased(
  words: RefusalWords,
  messages: { readonly [Code in RefusalCode]?: string },
): RefusalWords {
  const changed = Object.entries(messages).map(([code, message]) => {
    const word = words[code as RefusalCode] as (facts: RefusalFacts[RefusalCode]) => Words;
    const rephrase = (facts: RefusalFacts[RefusalCode]): Words => {
      const [status, name, , ...others] = word(facts);
      return [status, name, message, ...others];
    };
    return [code, rephrase] as const;
  });
  return { ...words, ...Object.fromEntries(changed) };
}
