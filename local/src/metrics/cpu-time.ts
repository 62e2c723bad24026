import pidusage from 'pidusage';

/**
 * Processor time, user and system, that a process with all its threads has used so far, in milliseconds; undefined when there
 * is no such process. The system counts in steps of 10 ms.
 */
export async function cpuTimeMs(processId: number): Promise<number | undefined> {
  const usage = await pidusage(processId).catch(() => undefined);
  return usage?.ctime;
}
