import type { Answer, IncomingBody, RequestHandler, RequestHead } from '../exchange.js';
import type { StoreHandler } from '../store-handler.js';
import { isPreflight } from './asked.js';
import type { ActiveFault } from './fault.js';
import { type CheckedFault, checkFaults, type FaultRequest } from './fault-request.js';

/** Which faults go on, to be changed while the server runs. */
export interface FaultSwitch {
  /** Those that go on, in the order in which they look at a request. One that is over is not among them. */
  readonly list: () => readonly FaultRequest[];
  /**
   * Lets these go on and no others, each as though it had just begun. `[]`: none.
   *
   * @throws ConfigError with everything that is wrong; then nothing changes.
   */
  readonly set: (faults: readonly FaultRequest[]) => void;
}

/** The same, as the server itself sees it. */
export interface Faults extends FaultSwitch {
  readonly wrap: (handler: StoreHandler) => RequestHandler;
  /** How far the server's clock is ahead now. */
  readonly clockOffsetMs: () => number;
}

interface Running extends CheckedFault {
  readonly active: ActiveFault;
  left: number;
}

/** @param now - The server's clock, as it is shown. */
export function createFaults(now: () => Date): Faults {
  let running: Running[] = [];
  return {
    list: () => running.filter(({ left }) => left > 0).map(({ request }) => request),
    set: (faults) => {
      running = checkFaults(faults).map((checked) => ({
        ...checked,
        active: checked.fault.begin(checked.settings),
        left: checked.request.times ?? Number.POSITIVE_INFINITY,
      }));
    },
    clockOffsetMs: () => running.reduce((sum, { active }) => sum + (active.clockOffsetMs ?? 0), 0),
    wrap: (handler) => ({
      answerUnreadable: handler.answerUnreadable,
      answer: (head, body) => {
        if (running.length === 0) return handler.answer(head, body);
        const touched = running.filter((each) => touches(each, head));
        for (const each of touched) each.left -= 1;
        return answerThrough(touched, handler, now, head, body);
      },
    }),
  };
}

function touches({ fault, request, active, left }: Running, head: RequestHead): boolean {
  if (left <= 0 || active.answer === undefined) return false;
  if (fault.on !== 'all' && (fault.on === 'preflights') !== isPreflight(head)) return false;
  return head.target.startsWith(request.path ?? '');
}

/** The first fault is the outermost, and each may ask the next. */
function answerThrough(
  [first, ...others]: readonly Running[],
  handler: StoreHandler,
  now: () => Date,
  head: RequestHead,
  body: IncomingBody,
): Promise<Answer | null> {
  const { answer } = first?.active ?? {};
  if (answer === undefined) return handler.answer(head, body);
  return answer({
    head,
    body,
    now,
    next: (otherHead = head, otherBody = body) => answerThrough(others, handler, now, otherHead, otherBody),
    refuse: (error, hasCors) => handler.refuse(head, error, hasCors),
    word: handler.word,
    isPresigned: handler.isPresigned(head),
    wrongRegion: (region) => handler.wrongRegion(head, region),
  });
}
