/** Why the console says something else. */
export const MISLEADING =
  'The browser console may speak of a missing Access-Control-Allow-Origin header. That is misleading: the store gives the same answer to every refusal, whatever its cause.';
