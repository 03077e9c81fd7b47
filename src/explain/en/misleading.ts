/** Why the console says something else. */
export const MISLEADING =
  'The browser console may speak of a missing Access-Control-Allow-Origin header. That is misleading: the store answers every refusal alike.';
