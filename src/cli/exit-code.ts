/** How a command ends. `fault` is EX_SOFTWARE of sysexits: never a finding, whatever went wrong. */
export const EXIT = { done: 0, findings: 1, usage: 2, refused: 3, network: 4, fault: 70 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command cannot be carried out as it was given, in the user's language. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** All of it, a line each. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
