import type { CorsIssueCode } from '../model/cors-issue-code.js';
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
  const texts = isRuleCode(issue.code, words) ? words?.texts[issue.code] : words?.options;
  if (words === undefined || texts === undefined || issue.wording === undefined)
    return `${path}: ${message} (${value})`;
  // An option may be told what a rule is told too. A sentence that is known in English alone stays so.
  const others = texts === words.options ? Object.values(words.texts) : [];
  const translate = (text: string) => [texts, ...others].find((known) => text in known)?.[text] ?? text;
  const said = sayWording(issue.wording, { translate, separator: words.separator });
  return `${path}：${said}（${words.values[value] ?? value}）`;
}

function isRuleCode(code: Issue['code'], words: CorsWords | undefined): code is CorsIssueCode {
  return words !== undefined && Object.hasOwn(words.texts, code);
}
