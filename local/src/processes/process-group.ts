import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SentenceError } from '@spanshop/shared/errors';
import type { ProcessDefinition } from '../topology/topology.ts';
import { openProcessLog, type ProcessLog } from './process-log.ts';
import { type RunningProcess, startProcess } from './start-process.ts';
import { stopInOrder } from './stop-in-order.ts';

/** Processes of a shop that is started for a test or a measurement, without the launcher's screen and turns. */
export interface ProcessGroup {
  /** The processes by name, each as it was started last. */
  running: ReadonlyMap<string, RunningProcess>;
  /** The files that the processes write, oldest first. */
  logs(): string[];
  /**
   * Starts one process, or starts it anew. Resolves when it can do its work.
   *
   * @throws SentenceError when it ends before that
   */
  start(definition: ProcessDefinition): Promise<void>;
  /** Ends all of them in the order of their definitions; gives a sentence for each that did not end well. */
  stop(order: readonly ProcessDefinition[]): Promise<string[]>;
}

export interface ProcessGroupOptions {
  logFolder: string;
  /** What every process gets on top of its definition's environment. */
  inherited: NodeJS.ProcessEnv;
}

export function createProcessGroup({ logFolder, inherited }: ProcessGroupOptions): ProcessGroup {
  mkdirSync(logFolder, { recursive: true });
  const logs: ProcessLog[] = [];
  const running = new Map<string, RunningProcess>();
  return {
    running,
    logs: () => logs.map(({ file }) => file),
    async start(definition) {
      const { name } = definition;
      const log = openProcessLog(join(logFolder, `${logs.length}-${name}.log`), () => {});
      logs.push(log);
      const started = startProcess(definition, inherited, log);
      running.set(name, started);
      const ended = started.exited.then(({ code, signal }) => {
        throw new SentenceError(`${name} ended (${signal ?? `exit code ${code}`}): ${log.lastError() ?? log.file}`);
      });
      ended.catch(() => {});
      await Promise.race([started.ready, ended]);
    },
    async stop(order) {
      const inOrder = order.map(({ name }) => running.get(name)).filter(one => one !== undefined);
      const sentences = await stopInOrder(inOrder);
      for (const log of logs) log.close();
      return sentences;
    },
  };
}
