import { type Paint, printable } from './paint.js';

/** A unified diff as a terminal shows it. */
export function paintDiff(diff: string, paint: Paint): string {
  return diff
    .split('\n')
    .map((line) => {
      const clean = printable(line);
      if (line.startsWith('---') || line.startsWith('+++')) return paint.bold(clean);
      if (line.startsWith('@@')) return paint.cyan(clean);
      if (line.startsWith('-')) return paint.red(clean);
      return line.startsWith('+') ? paint.green(clean) : clean;
    })
    .join('\n');
}
