import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { Answer } from '../exchange.js';

/** The same answer without the headers of which that holds; names lower-case. */
export function withoutHeaders(answer: Answer, isLeftOut: (name: string) => boolean): Answer {
  return { ...answer, headers: answer.headers.filter(([name]) => !isLeftOut(name.toLowerCase())) };
}

/** The same answer without a CORS header. */
export function withoutCors(answer: Answer): Answer {
  return withoutHeaders(answer, (name) => name.startsWith('access-control-'));
}

/** The same answer with these headers in place of those of the same name. */
export function withHeaders(answer: Answer, headers: readonly HeaderEntry[]): Answer {
  const names = headers.map(([name]) => name.toLowerCase());
  const kept = withoutHeaders(answer, (name) => names.includes(name));
  return { ...kept, headers: [...kept.headers, ...headers] };
}
