import type { Issue } from '../../model/issue.js';
import { showValue } from '../../model/show-value.js';
import { wordedParseError } from '../../model/worded-parse-error.js';
import { sayWording, type Wording, worded } from '../../model/wording.js';
import type { UnknownPart } from '../cors-codec.js';

/** Of a document that is nothing but wrong, this many issues tell. */
const MOST_ISSUES = 1000;

/** What is noted of a document while it is read. */
export class ReadingNotes {
  readonly unknown: UnknownPart[] = [];
  readonly issues: Issue[] = [];

  /** Notes an element or key that is not understood. */
  addUnknown(path: string, name: string): void {
    this.unknown.push({ path: join(path, name), name });
  }

  /** Notes a value that cannot be right, the first thousand of them. */
  addIssue(path: string, value: unknown, message: string | Wording): void {
    if (this.issues.length >= MOST_ISSUES) return;
    const wording = typeof message === 'string' ? { text: message, values: [] } : message;
    const said = sayWording(wording);
    this.issues.push({ code: 'invalid', path, value: showValue(value), message: said, wording });
  }

  /** @throws ParseError when there is an issue. */
  refuseIssues(): void {
    if (this.issues.length > 0) throw wordedParseError(worded`The CORS document cannot be read`, this.issues);
  }
}

/** The path of a part within another. */
export function join(path: string, name: string): string {
  if (path === '') return name;
  return name.startsWith('[') ? `${path}${name}` : `${path}.${name}`;
}
