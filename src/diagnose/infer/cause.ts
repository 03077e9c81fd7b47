/** What the probes alone say about a request's preflight. */
export type Cause =
  /**
   * It passes. `readable`: what the store answers to it can be read; `without-headers`: only what it answers without the
   * headers, as its errors about a made-up signature carry no CORS headers; `no`: neither.
   */
  | {
      readonly kind: 'passes';
      readonly readable: 'yes' | 'without-headers' | 'no';
      /** One of the answers that could be read. */
      readonly answer: ReadAnswer | null;
      /** Whether it came from where the store sends the request on to. Default false. */
      readonly isFollowed?: boolean | undefined;
    }
  /** It is refused with every method and no header at all. */
  | { readonly kind: 'all-refused' }
  /** It is refused with this method and no header; these other methods pass, and perhaps more. */
  | { readonly kind: 'method'; readonly passing: readonly string[] }
  /**
   * Without headers it passes. Each conflict is a smallest set of names that is refused. Not `isCertain`: there are many,
   * and to ask often enough about each would take too many probes; or names are refused only together, and of the others not
   * each was seen to pass alone. `isIncomplete`: among the other names there are more.
   * `isInferred`: these are refused without a made-up signature; with it nothing can be seen, and only by rules does it follow.
   */
  | {
      readonly kind: 'headers';
      readonly conflicts: readonly (readonly string[])[];
      readonly isCertain: boolean;
      readonly isIncomplete?: boolean;
      readonly isInferred?: boolean;
    }
  /** The page's own policy forbids it to ask. */
  | { readonly kind: 'policy' }
  /** Nothing passes, and nobody answers even what needs no permission. */
  | { readonly kind: 'unreachable'; readonly isTimeout: boolean }
  /**
   * The probes failed, contradict each other, cannot see this, would become too many, or would be sent elsewhere.
   * `method-or-all`, `headers-or-all`: something passes that needs no preflight, but no preflight was seen to pass: by the
   * rules, or as something in front refuses them all. `hidden`: no answer to any method can be read, and a reading request shows no
   * more. `isRefused`: the request surely is.
   */
  | {
      readonly kind: 'unknown';
      readonly isRefused?: boolean;
      readonly why:
        | 'no-answer'
        | 'contradiction'
        | 'masked'
        | 'hidden'
        | 'budget'
        | 'redirect'
        | 'method-or-all'
        | 'headers-or-all';
    };

/**
 * Whether a preflight for this method and these header names passes; `null` when the page cannot tell.
 *
 * @param isAgain - Whether it is to be sent though its answer was read before. Default false: what was read is not sent again.
 */
export type Ask = (method: string, names: readonly string[], isAgain?: boolean) => Promise<Answer>;

export interface ReadAnswer {
  readonly status: number;
  readonly body: string;
  /** The names of its headers that could be read, lower-case. Absent: they were not looked at. */
  readonly headerNames?: readonly string[];
  /** Whether it answers the request with its real signature. Default false. */
  readonly isSigned?: boolean;
  /** Whether something in the page made it up, in the place of the store. Default false. */
  readonly isMadeUp?: boolean;
}

export interface Answer {
  readonly passed: boolean | null;
  /** The store's answer, where the page could read it. */
  readonly answer: ReadAnswer | null;
  /** Whether nothing was sent, as enough has been. Default false. */
  readonly isOverBudget?: boolean;
  /** Whether the store sends the request on, so that no more was sent. Default false. */
  readonly isRedirected?: boolean;
  /** Whether the answer came from where the store sent the request on to. Default false. */
  readonly isFollowed?: boolean;
  /** Whether the browser sent it without asking, so that it shows nothing of preflights. Default false. */
  readonly isUnasked?: boolean;
  /** Whether it may have passed, as some stores hide how they answer a made-up `authorization`. Default false. */
  readonly mayBeHidden?: boolean;
  /** Whether the page's own policy stopped it. Default false. */
  readonly isForbiddenHere?: boolean;
}
