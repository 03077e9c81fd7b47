/**
 * A table of cells with several lines, its columns as wide as they need be.
 *
 * @param head - The titles, and how they are painted.
 */
export function writeTable(
  head: readonly string[],
  rows: readonly (readonly (readonly string[])[])[],
  paintHead: (text: string) => string,
): string {
  const widths = head.map((title, column) =>
    Math.max(width(title), ...rows.flatMap((row) => (row[column] ?? []).map(width))),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell))).join('  ');
  const rule = widths.map((length) => '─'.repeat(length)).join('──');
  const body = rows.flatMap((row) => {
    const height = Math.max(1, ...row.map((cell) => cell.length));
    return Array.from({ length: height }, (_, index) => line(row.map((cell) => cell[index] ?? '')).trimEnd());
  });
  return [paintHead(line(head).trimEnd()), rule, ...body, ''].join('\n');
}

/** How many columns a terminal gives a text: two to each Chinese, Japanese or Korean character. */
function width(text: string): number {
  let columns = 0;
  for (const character of text)
    columns +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1;
  return columns;
}
