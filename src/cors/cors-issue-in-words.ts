import type { Issue } from '../model/issue.js';
import { sayWording } from '../model/wording.js';
import type { CorsWords } from './words/cors-words.js';

/**
 * An issue of a CORS configuration as one line: where, what is wrong, and the value seen. Pure.
 *
 * @param issue - Of `validateCors()`, or of an error.
 * @param words - The language, such as `chineseCorsWords`. Default: English, in which an issue also is that has no `wording`.
 */
export function corsIssueInWords(issue: Issue, words?: CorsWords): string {
  const { path, value, message } = issue;
  const texts = (words?.texts as Readonly<Record<string, Readonly<Record<string, string>>>> | undefined)?.[
    issue.code
  ];
  if (words === undefined || texts === undefined || issue.wording === undefined)
    return `${path}: ${message} (${value})`;
  const translate = (text: string) => texts[text] ?? text;
  const said = sayWording(issue.wording, { translate, separator: words.separator });
  return `${path}：${said}（${words.values[value] ?? value}）`;
}
