import { SentenceError } from '@spanshop/shared/errors';
import { remedy } from './data-folder.ts';

/** One sentence for what PostgreSQL logged before it gave up. */
export function explainFailure(log: readonly string[], where: { dataFolder: string; port: number }): SentenceError {
  const text = log.join('\n');
  const { dataFolder, port } = where;
  if (/lock file "postmaster\.pid" already exists/.test(text)) {
    const pid = /PID (\d+)/.exec(text)?.[1];
    return new SentenceError(
      `the data folder ${dataFolder} is in use by another running PostgreSQL${pid ? ` (process ${pid})` : ''}`,
    );
  }
  if (/could not (bind|create any TCP)/.test(text)) {
    return new SentenceError(`PostgreSQL cannot listen on port ${port}: it is already in use`);
  }
  const reason = log.findLast(line => /\b(FATAL|PANIC|ERROR)\b/.test(line)) ?? log.at(-1) ?? 'it said nothing';
  return new SentenceError(`the data folder ${dataFolder} is broken: ${withoutPrefix(reason)}${remedy}`);
}

function withoutPrefix(line: string): string {
  return line.replace(/^.*?\b(?:FATAL|PANIC|ERROR):\s*/, '');
}
