import { SentenceError } from '@spanshop/shared/command';
import pidusage from 'pidusage';

/**
 * Processor time, user and system, that the processes have used so far, in milliseconds; all their threads count. The system
 * counts in steps of 10 ms.
 *
 * @throws SentenceError when one of them has ended
 */
export async function cpuTimeMs(processIds: readonly number[]): Promise<number> {
  const usage = await pidusage([...processIds]);
  return processIds.reduce((sum, id) => {
    const used = usage[id]?.ctime;
    if (used === undefined) throw new SentenceError(`process ${id}, a service, ended while it was measured`);
    return sum + used;
  }, 0);
}
