import { printable } from '@spanshop/shared/errors';

/**
 * Columns of equal width with two spaces between them, a line for each row; a first column of empty cells is an indent. Cells
 * may come from outside.
 *
 * @param toTheRight whether a column, counted from 0, holds numbers; by default none does
 */
export function textTable(
  given: readonly (readonly string[])[],
  toTheRight: (column: number) => boolean = () => false,
): string {
  const rows = given.map(row => row.map(printable));
  const columns = Math.max(0, ...rows.map(row => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map(row => (row[column] ?? '').length)),
  );
  return rows
    .map(row =>
      row
        .map((cell, column) => {
          const width = widths[column] as number;
          return toTheRight(column) ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
