import { said, texts } from './texts.js';

/** What an error says, in the language of the page, and after it what its cause does. */
export function errorWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return [error, cause]
    .filter((one) => one instanceof Error)
    .map((one) => said.error(one))
    .filter((words) => words !== '')
    .join(texts.fullStop);
}
