/** Lets asynchronous steps run one after the other. What a step throws is its caller's, and ends no other. */
export type Turns = <Result>(step: () => Promise<Result>) => Promise<Result>;

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (step) => {
    const result = last.then(step);
    last = result.catch(() => {});
    return result;
  };
}
