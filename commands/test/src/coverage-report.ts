import { textTable } from '@spanshop/terminal';
import type { FileCoverage, OutcomeLine } from './outcome-reporter.ts';

const filesShown = 20;
const rangesShown = 6;

/** Lines reached by any group of tests, by folder, and the files with the most that none reached. */
export function coverageReport(lines: readonly OutcomeLine[], relative: (file: string) => string): string {
  const files = mergeGroups(lines).map(each => ({ ...each, file: relative(each.file) }));
  const byFolder = Map.groupBy(files, ({ file }) => folderOf(file));
  const folders = [...byFolder].sort().map(([folder, within]) => [folder, ...figuresOf(within)]);
  const worst = files
    .filter(({ unreached }) => unreached.length > 0)
    .sort((a, b) => b.unreached.length - a.unreached.length)
    .slice(0, filesShown)
    .map(each => [each.file, ...figuresOf([each]).slice(1), rangesOf(each.unreached)]);
  const head = ['lines', 'unreached', 'reached'];
  return [
    '',
    textTable([['folder', 'files', ...head], ...folders, ['all', ...figuresOf(files)]], column => column > 0),
    ...(worst.length > 0
      ? ['', textTable([['most unreached', ...head, 'which'], ...worst], column => column > 0 && column < 4)]
      : []),
  ].join('\n');
}

/** What is unreached in one group of tests may be reached in another. */
function mergeGroups(lines: readonly OutcomeLine[]): FileCoverage[] {
  const merged = new Map<string, FileCoverage>();
  for (const line of lines) {
    if (line.kind !== 'coverage') continue;
    const before = new Set(merged.get(line.file)?.unreached ?? line.unreached);
    merged.set(line.file, { ...line, unreached: line.unreached.filter(number => before.has(number)) });
  }
  return [...merged.values()];
}

/** `services/orders` of `services/orders/src/app.ts`. */
function folderOf(file: string): string {
  return file.split('/src/')[0] ?? file;
}

function figuresOf(files: readonly FileCoverage[]): string[] {
  const sum = (of: (file: FileCoverage) => number) => files.reduce((total, file) => total + of(file), 0);
  const lineCount = sum(file => file.lineCount);
  const unreached = sum(file => file.unreached.length);
  const share = lineCount === 0 ? 1 : 1 - unreached / lineCount;
  return [String(files.length), String(lineCount), String(unreached), `${(share * 100).toFixed(1)} %`];
}

/** `3-5, 9` of 3, 4, 5 and 9. */
function rangesOf(numbers: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const current = ranges.at(-1);
    if (current && number === current.last + 1) current.last = number;
    else ranges.push({ first: number, last: number });
  }
  const shown = ranges
    .slice(0, rangesShown)
    .map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`));
  return [...shown, ...(ranges.length > rangesShown ? ['…'] : [])].join(', ');
}
