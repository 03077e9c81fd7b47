import type { BucketLocation } from '../../model/bucket-location.js';
import type { Issue } from '../../model/issue.js';
import { parseUrl } from '../../model/parse-url.js';
import { showValue } from '../../model/show-value.js';
import { objectPath } from '../../signing/object-path.js';
import { showAnswer } from './show-answer.js';

/** What the URL of an answer must be about. */
export interface ExpectedUrl {
  readonly location: BucketLocation;
  /** Empty: the bucket itself. */
  readonly key: string;
  /** What must be in it, not encoded. There may be more: that of the signature, and what the server adds. */
  readonly query: Readonly<Record<string, string>>;
}

/** What is wrong with the URL of an answer. Empty: it is about what was asked for. Its query, a signature, is not shown. */
export function checkAnswerUrl(url: unknown, { location, key, query }: ExpectedUrl): Issue[] {
  const parsed = typeof url === 'string' ? parseUrl(url) : undefined;
  if (typeof url !== 'string' || parsed === undefined) {
    return [wrong(url === undefined ? 'missing' : 'invalid', showAnswer(url), 'must be an absolute URL')];
  }
  if (parsed.username !== '' || parsed.password !== '') {
    return [wrong('invalid', 'not shown', 'must be without a user name or password')];
  }
  if (parsed.origin !== location.origin) {
    const message = `must begin with ${location.origin}: the server signs for another bucket, or another endpoint`;
    return [wrong('invalid', showValue(parsed.origin), message)];
  }
  if (!isPathOf(parsed.pathname, location, key)) {
    const what = key === '' ? 'the bucket' : `the object ${showValue(key)}`;
    const message = `must be about ${what}: the server signs for another one`;
    return [wrong('invalid', showValue(parsed.pathname), message)];
  }
  const lacking = Object.entries(query)
    .filter(([name, value]) => parsed.searchParams.get(name) !== value)
    .map(([name]) => name);
  if (lacking.length === 0) return [];
  const message = `must hold the query parameters that were asked for: ${lacking.join(', ')}`;
  return [wrong('invalid', 'not shown', message)];
}

/** Signers encode in different ways, and write the path of a bucket with a slash behind it or without. */
function isPathOf(path: string, location: BucketLocation, key: string): boolean {
  const wanted = decoded(objectPath(location, key));
  return decoded(path) === wanted || (key === '' && decoded(path) === `${wanted}/`);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function wrong(code: Issue['code'], value: string, message: string): Issue {
  return { code, path: 'url', value, message };
}
