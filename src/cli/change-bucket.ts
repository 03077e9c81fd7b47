import { type AppliedCors, type ApplyCorsOptions, applyCors } from '../cors/plan/apply-cors.js';
import { changedRequests } from '../cors/plan/changed-requests.js';
import type { CorsPlan } from '../cors/plan/cors-plan.js';
import { type VerifiedCors, verifyCors } from '../cors/plan/verify-cors.js';
import { quoteForShell } from '../explain/quote-for-shell.js';
import type { Bucket } from '../transport/bucket.js';
import type { Context } from './command.js';
import { EXIT, type ExitCode, UsageError } from './exit-code.js';
import { UndoKeptError, writeKept } from './kept-file.js';
import { CONNECTION } from './options.js';
import { readNumber } from './read-number.js';
import { showPlan } from './show-plan.js';

/** Shows a plan, asks whether it is to be, carries it out, and looks whether the new rules answer. */
export async function changeBucket(context: Context, bucket: Bucket, plan: CorsPlan): Promise<ExitCode> {
  const { around, say, paint, print, switches } = context;
  const settleMs = 1000 * readNumber(context, 'settle-seconds', [0, 600], 2);
  const verifySeconds = readNumber(context, 'verify-seconds', [0, 3600], 60);
  // What is not understood may have come since the plan was made.
  const mayLose = plan.after.rules.length === 0 && (plan.unknown.length > 0 || switches.has('allow-loss'));
  const isWanted = (plan.diff === '' && !mayLose) || (await confirm(context, bucket, plan));
  if (!isWanted) {
    around.err(`${say('apply.not-done')}\n`);
    return EXIT.findings;
  }
  const file = context.texts['undo-file'] ?? undoFileName(context, bucket);
  let isKept = false;
  const options: ApplyCorsOptions = {
    settleMs,
    timing: around.timing,
    allowLockOut: switches.has('allow-lock-out'),
    allowLoss: switches.has('allow-loss'),
    keepUndo: async (undo) => {
      await writeKept(context, file, bucket, { undo });
      isKept = true;
    },
    dropUndo: async () => {
      await around.removeFile(file);
      isKept = false;
    },
  };
  const applied = await applyCors(bucket, plan, options).catch((error: unknown) => {
    throw isKept ? new UndoKeptError(file, error) : error;
  });
  const requests =
    applied.wasThere || verifySeconds === 0 ? [] : changedRequests(plan.before, plan.after, bucket.store);
  const verified =
    requests.length === 0
      ? null
      : await verifyCors(bucket, requests, { deadlineMs: 1000 * verifySeconds, timing: around.timing });
  print(
    () => describe(applied, verified),
    () => ({
      done: true,
      wasThere: applied.wasThere,
      mayHaveReplaced: applied.mayHaveReplaced,
      undoFile: applied.wasThere ? null : file,
      verified: verified?.verified ?? null,
      pending: verified?.pending ?? [],
    }),
  );
  return applied.mayHaveReplaced || verified?.verified === false ? EXIT.findings : EXIT.done;

  function describe({ wasThere, mayHaveReplaced }: AppliedCors, asked: VerifiedCors | null): string {
    if (wasThere) return `${say('apply.was-there')}\n`;
    const lines = [paint.green(say('apply.done', { command: undoCommand(context, file) }))];
    if (mayHaveReplaced) lines.push(paint.yellow(say('apply.slow')));
    if (asked === null) lines.push(...(verifySeconds === 0 ? [] : [say('verify.none')]));
    else if (asked.verified) lines.push(paint.green(say('verify.done')));
    else
      for (const { method, origin, status } of asked.pending)
        lines.push(
          paint.yellow(
            say('verify.pending', { seconds: verifySeconds, method, origin, status: status ?? '-' }),
          ),
        );
    return `${lines.join('\n')}\n`;
  }
}

async function confirm(context: Context, bucket: Bucket, plan: CorsPlan): Promise<boolean> {
  const { around, say, switches } = context;
  if (switches.has('yes')) return true;
  if (!around.canAsk) throw new UsageError([say('wrong.yes-needed')]);
  around.err(showPlan(plan, context));
  const question = plan.after.rules.length === 0 ? 'apply.ask-delete' : 'apply.ask';
  const answer = await around.ask(say(question, { bucket: bucket.location.bucket }));
  return /^(yes|y|是)$/i.test(answer.trim());
}

/** The command that takes the change back, as it can be typed here. */
function undoCommand({ texts }: Context, file: string): string {
  const word = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : quoteForShell(text));
  const place = CONNECTION.flatMap((name) => {
    const value = texts[name];
    return value === undefined ? [] : [`--${name}`, word(value)];
  });
  return ['npx bucket-preflight cors undo', word(file), ...place].join(' ');
}

function undoFileName({ around }: Context, { location }: Bucket): string {
  const time = around.now().toISOString().replaceAll(/[-:.]/g, '');
  return `cors-undo-${location.bucket.replaceAll(/[^\w.-]/g, '_')}-${time}.json`;
}
