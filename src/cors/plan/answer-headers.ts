import type { CorsResponse, HeaderEntry } from '../../model/cors-exchange.js';
import type { Evaluation } from '../../rules/evaluation.js';

/** The headers of a preflight's answer that rules word, beside those that decide whether it passes. */
export const ANSWER_HEADERS = ['access-control-max-age', 'access-control-expose-headers'] as const;

/** What these say, as it is compared. `null`: the header is absent. Without a key: it is not known. */
export type AnswerHeaders = Readonly<Partial<Record<(typeof ANSWER_HEADERS)[number], string | null>>>;

/** What every answer that the store may give says alike. Pure. */
export function answerHeaders({ response, alternatives }: Evaluation): AnswerHeaders {
  const answers: readonly CorsResponse[] = [response, ...alternatives];
  const known = ANSWER_HEADERS.flatMap((name) => {
    const values = new Set(answers.map(({ headers }) => comparableValue(name, headers)));
    const isOpen = values.size > 1 || answers.some(({ unknown = [] }) => unknown.includes(name));
    return isOpen ? [] : [[name, [...values][0] ?? null] as const];
  });
  return Object.fromEntries(known);
}

/** A header's value without what does not count: case, order and blanks of a list of names. `null`: it is absent. */
export function comparableValue(name: string, headers: readonly HeaderEntry[]): string | null {
  const values = headers.flatMap(([one, value]) => (one.toLowerCase() === name ? [value] : []));
  if (values.length === 0) return null;
  const items = values.join(',').toLowerCase().split(',');
  return [...new Set(items.map((item) => item.trim()).filter((item) => item !== ''))].sort().join(', ');
}
