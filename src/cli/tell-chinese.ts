import { corsIssueInWords } from '../cors/cors-issue-in-words.js';
import type { CorsWords } from '../cors/words/cors-words.js';
import { chineseCorsWords } from '../cors/words/zh-cn.js';
import { type AnyBucketPreflightError, ParseError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { sayWording, type Wording } from '../model/wording.js';
import { saidByPath } from './zh-cn/by-path.js';
import { DOCUMENT_SENTENCES, LOCAL_SENTENCES, RECORDING_SENTENCES, VALUE_WORDS } from './zh-cn/sentences.js';

/** The words for rules, and those for what only the command line meets. */
const chineseWords: CorsWords = {
  ...chineseCorsWords,
  options: { ...chineseCorsWords.options, ...DOCUMENT_SENTENCES, ...RECORDING_SENTENCES, ...LOCAL_SENTENCES },
  values: { ...chineseCorsWords.values, ...VALUE_WORDS },
};

/** An issue in Chinese: by the sentence that it carries as data, or else by its code and its path. */
export function issueInChinese(issue: Issue): string {
  const shown = { ...issue, value: valueInChinese(issue.value) };
  return issue.wording === undefined
    ? `${issue.path}：${saidByPath(issue)}（${shown.value}）`
    : corsIssueInWords(shown, chineseWords);
}

/**
 * What an error says, in Chinese, a line each: what was wrong as a whole where that is told as data, and each issue. Empty:
 * its code says all that can be said.
 */
export function errorInChinese(error: AnyBucketPreflightError): string[] {
  const head = error instanceof ParseError && error.wording !== undefined ? [sentence(error.wording)] : [];
  const issues = 'issues' in error ? error.issues.map(issueInChinese) : [];
  return [...head, ...issues];
}

function sentence(wording: Wording): string {
  const { options, separator } = chineseWords;
  return sayWording(wording, { translate: (text) => options[text] ?? text, separator });
}

/** A value as issues show it: quoted where it is text, else one of a few words, with a number in some. */
function valueInChinese(value: string): string {
  if (value.startsWith('"')) return value;
  const [number] = /\d+/.exec(value) ?? [];
  const words = chineseWords.values[number === undefined ? value : value.replace(number, '{0}')];
  return words?.replace('{0}', number ?? '') ?? value;
}
