import {
  type AnyBucketPreflightError,
  ConfigError,
  CorsChangedError,
  CredentialsError,
  HttpError,
  isBucketPreflightError,
  NetworkError,
  ParseError,
} from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import type { Context } from './command.js';
import { EXIT, type ExitCode, UsageError } from './exit-code.js';
import { UndoKeptError } from './kept-file.js';
import { type Paint, printable, printableJson } from './paint.js';
import { paintDiff } from './show-diff.js';
import { systemReason } from './system-reason.js';

/** What is needed to tell people or programs of an error. */
export interface Report extends Pick<Context, 'around' | 'say' | 'sayIssue' | 'sayError'> {
  readonly paint: Paint;
  readonly isForPrograms: boolean;
  /** The file of what takes a change back that may have been made. */
  readonly undoFile?: string;
}

/**
 * Tells an error and how the program ends for it. What none of this SDK's errors is, and no fault of the user's, is one of the
 * program: of that are told its kind and where it was, since its words may be of anything.
 */
export function reportError(error: unknown, report: Report): ExitCode {
  if (error instanceof UndoKeptError) return reportError(error.cause, { ...report, undoFile: error.file });
  const usage = unwrapUsage(error);
  if (usage !== null) return tell(report, EXIT.usage, 'ERR_USAGE', report.say('wrong.usage'), usage.problems);
  if (!isBucketPreflightError(error)) return tellFault(error, report);
  const known = error as AnyBucketPreflightError;
  const { code } = known;
  const { say, sayError, paint } = report;
  if (known instanceof CorsChangedError) {
    const head = say(known.seen === 'before' ? 'error.changed-before' : 'error.changed-after');
    const { seen, expected, found, diff } = known;
    if (!report.isForPrograms) report.around.err(`${paint.red(head)}\n${paintDiff(diff, paint)}`);
    const more = { seen, expected, found, diff };
    return tell(report, EXIT.findings, code, report.isForPrograms ? head : '', [say('error.again')], more);
  }
  if (known instanceof HttpError) {
    const { status, answer, request } = known;
    const { serviceCode, serviceMessage, expectedRegion } = answer;
    const detail = { status, serviceCode: answer.serviceCode, requestId: answer.requestId };
    const words = serviceMessage === '' ? '' : say('error.service-words', { words: serviceMessage });
    const line = [say('error.status', { ...request, status }), serviceCode, words].filter(Boolean);
    const where = expectedRegion === undefined ? [] : [say('error.region', { region: expectedRegion })];
    return tell(report, EXIT.refused, code, say('error.store'), [line.join(' '), ...where], detail);
  }
  if (known instanceof NetworkError) {
    const facts = { where: known.request.url, reason: systemReason(known.cause) };
    return tell(report, EXIT.network, code, say('error.network', facts), []);
  }
  if (known instanceof ParseError)
    return tell(report, EXIT.refused, code, say('error.answer'), sayError(known));
  if (known instanceof ConfigError) {
    const isAboutRules = known.issues.some((issue) => issue.code.startsWith('cors.'));
    const exit = isAboutRules ? EXIT.findings : EXIT.usage;
    const lines = known.issues.length > 0 ? known.issues.map(report.sayIssue) : sayError(known);
    return tell(report, exit, code, say('error.refused'), lines, { issues: known.issues });
  }
  const lines = sayError(known);
  // An error whose own words are in English only.
  const told =
    lines.length > 0
      ? lines
      : [say(known instanceof CredentialsError ? 'error.credentials' : 'error.unsaid')];
  return tell(report, EXIT.usage, code, say('error.refused'), told);
}

function tellFault(error: unknown, report: Report): ExitCode {
  const isError = error instanceof Error;
  const at = (isError ? (error.stack ?? '') : '').split('\n').filter((line) => /^ {4}at /.test(line));
  const head = report.say('error.fault', { name: isError ? error.name : typeof error });
  return tell(report, EXIT.fault, 'ERR_FAULT', head, at);
}

/** A failure of the command for credentials comes as the cause of theirs. */
function unwrapUsage(error: unknown): UsageError | null {
  if (error instanceof UsageError) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && cause.name === 'UsageError'
    ? new UsageError(cause.message.split('\n'))
    : null;
}

function tell(
  { around, say, paint, isForPrograms, undoFile }: Report,
  exitCode: ExitCode,
  code: string,
  head: string,
  lines: readonly string[],
  more: Readonly<Record<string, unknown>> & { readonly issues?: readonly Issue[] } = {},
): ExitCode {
  if (isForPrograms) {
    const message = [head, ...lines].join('\n');
    const told = { code, message, ...more, ...(undoFile === undefined ? {} : { undoFile }) };
    around.out(printableJson({ error: told, exitCode }));
    return exitCode;
  }
  const heads = head === '' ? [] : [paint.red(printable(head))];
  const kept =
    undoFile === undefined ? [] : [paint.yellow(printable(say('error.undo-kept', { file: undoFile })))];
  around.err([...heads, ...lines.map(printable), ...kept, ''].join('\n'));
  return exitCode;
}
