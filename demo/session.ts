import { ConfigError, CredentialsError, type Issue } from 'bucket-preflight';
import type { DeskConfig, ServedBucket } from './config.js';
import { setResting } from './element.js';
import { errorWords } from './error-words.js';
import type { DeskForm } from './form.js';
import { stsAnswers } from './own-server.js';
import { type OwnSigning, type Prepared, prepare } from './prepare.js';
import { clearIssues, showIssues } from './show-issues.js';
import { texts } from './texts.js';

/** What the steps share: the form, and that one thing runs at a time. */
export interface Session {
  readonly config: DeskConfig;
  readonly form: DeskForm;
  /**
   * Reads the form and works with what it means. What is wrong with it, or goes wrong, is shown at the fields and in
   * `problems`.
   */
  readonly run: (problems: HTMLElement, work: Work) => Promise<void>;
  /** Ends what runs. */
  readonly stop: () => void;
  readonly disableWhileRunning: (button: HTMLButtonElement | HTMLSelectElement) => void;
  readonly enableWhileRunning: (button: HTMLButtonElement) => void;
  /**
   * A place for results that is emptied when the action with these problems starts anew, and by `clear`.
   *
   * @param forget - Called with that.
   */
  readonly clearBefore: (problems: HTMLElement, results: HTMLElement, forget: () => void) => void;
  /** Takes all results away: what they said is no longer so. */
  readonly clear: () => void;
  /** The bucket of the page's own server that the form names. `undefined`: it names another one. */
  readonly ownBucket: () => ServedBucket | undefined;
  /** The one whose store the form names, whatever the bucket. */
  readonly ownStore: () => ServedBucket | undefined;
  /** Asks the page's own server for credentials of a store, so that they are there when its STS goes wrong. */
  readonly askAhead: (store: string) => Promise<void>;
  /** Whether something runs. */
  readonly isBusy: () => boolean;
}

// Kept in another language, too, and with a store that has gone down meanwhile.
const sts = stsAnswers();

type Work = (prepared: Prepared, signal: AbortSignal) => Promise<void>;

/** Starts a session over one form. */
export function createSession(config: DeskConfig, form: DeskForm): Session {
  const idle: (HTMLButtonElement | HTMLSelectElement)[] = [];
  const busy: HTMLButtonElement[] = [];
  const results = new Map<HTMLElement, () => void>();
  const own: OwnSigning = {
    sts,
    signs: (store) => config.buckets.some((served) => served.store === store && served.signing === 'signer'),
  };
  let running: AbortController | undefined;
  const update = () => {
    const isRunning = running !== undefined;
    for (const control of idle) {
      if (control instanceof HTMLSelectElement) control.disabled = isRunning;
      else setResting(control, isRunning);
    }
    for (const button of busy) setResting(button, !isRunning);
  };
  const run = async (problems: HTMLElement, work: Work) => {
    if (running !== undefined) return;
    const started = new AbortController();
    running = started;
    const { signal } = started;
    update();
    // Those of the other step too: they are about the same fields.
    for (const list of results.keys()) clearIssues(form, list);
    // An old verdict must not stand below a complaint about new values.
    results.get(problems)?.();
    try {
      const { issues, prepared } = await prepare(form.read(), own);
      if (prepared === undefined) showIssues(form, problems, issues);
      else await work(prepared, signal);
    } catch (error) {
      if (!signal.aborted) showIssues(form, problems, issuesIn(error));
    } finally {
      running = undefined;
      update();
    }
  };
  return {
    config,
    form,
    run,
    stop: () => running?.abort(),
    disableWhileRunning: (button) => {
      idle.push(button);
      update();
    },
    enableWhileRunning: (button) => {
      busy.push(button);
      update();
    },
    clearBefore: (problems, place, forget) => {
      results.set(problems, () => {
        place.replaceChildren();
        forget();
      });
    },
    clear: () => {
      for (const empty of results.values()) empty();
    },
    ownBucket: () => {
      const { endpoint, bucket } = form.read();
      return config.buckets.find(
        (served) => endpoint.trim() === served.endpoint && bucket.trim() === served.bucket,
      );
    },
    ownStore: () => config.buckets.find((served) => form.read().endpoint.trim() === served.endpoint),
    askAhead: async (store) => {
      if (!own.signs(store)) await own.sts(store);
    },
    isBusy: () => running !== undefined,
  };
}

function issuesIn(error: unknown): readonly Issue[] {
  if ((error instanceof ConfigError || error instanceof CredentialsError) && error.issues.length > 0) {
    return error.issues;
  }
  const path = error instanceof CredentialsError ? 'credentials' : texts.unexpected;
  return [{ code: 'invalid', path, value: '', message: errorWords(error) }];
}
