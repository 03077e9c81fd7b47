import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { UnknownPart } from '../stores/cors-codec.js';
import type { Context } from './command.js';
import { printable } from './paint.js';
import { writeTable } from './table.js';

/** A configuration as a table, a rule a row. */
export function showRules({ rules, responseVary }: CorsConfiguration, { say, paint }: Context): string {
  const hasIds = rules.some(({ id }) => id !== undefined);
  const head = [
    '#',
    ...(hasIds ? [say('table.id')] : []),
    say('table.origins'),
    say('table.methods'),
    say('table.headers'),
    say('table.expose'),
    say('table.age'),
  ];
  const rows = rules.map((rule, index) =>
    [
      [String(index + 1)],
      ...(hasIds ? [[rule.id ?? '']] : []),
      rule.allowedOrigins,
      rule.allowedMethods,
      rule.allowedHeaders ?? [],
      rule.exposeHeaders ?? [],
      [rule.maxAgeSeconds === undefined ? '' : String(rule.maxAgeSeconds)],
    ].map((cell) => cell.map(printable)),
  );
  const vary = responseVary === true ? `${say('rules.vary')}\n` : '';
  return writeTable(head, rows, paint.bold) + vary;
}

/** What was not understood, a line each. */
export function showUnknown(unknown: readonly UnknownPart[], { say, paint }: Context): string {
  return unknown
    .map(({ path }) => `${paint.yellow(say('rules.unknown', { path: printable(path) }))}\n`)
    .join('');
}
