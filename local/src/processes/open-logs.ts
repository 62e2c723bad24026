import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { limitProblems } from './limit-problems.ts';
import { openProcessLog, type ProcessLog } from './process-log.ts';

export interface Logs {
  of(name: string): ProcessLog;
  /** From now on problems are only written, not shown: whoever is being stopped may complain. */
  stopShowing(): void;
}

/** A folder of logs, one file for each process. */
export function openLogs(folder: string, onProblem: (problem: string) => void): Logs {
  mkdirSync(folder, { recursive: true });
  const show = limitProblems(onProblem);
  let showing = true;
  return {
    of: name =>
      openProcessLog(join(folder, `${name}.log`), problem => {
        if (showing) show(problem.startsWith(`${name}:`) ? problem : `${name} ${problem}`);
      }),
    stopShowing() {
      showing = false;
    },
  };
}
