import { readdirSync, readFileSync } from 'node:fs';

/** Every process below another one, by process id, with its command line. Linux only. */
export function descendantsOf(ancestor: number): Map<number, string> {
  const parents = new Map(
    readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(name => [Number(name), parentOf(Number(name))] as const),
  );
  const found = new Map<number, string>();
  for (const pid of parents.keys()) {
    let next = parents.get(pid);
    while (next && next !== ancestor) next = parents.get(next);
    if (next === ancestor) found.set(pid, commandOf(pid));
  }
  return found;
}

/** Whether a process runs; one that has ended and only waits to be noticed does not. */
export function isAlive(pid: number): boolean {
  const state = statOf(pid)?.[0];
  return state !== undefined && state !== 'Z' && state !== 'X';
}

function parentOf(pid: number): number | undefined {
  const parent = statOf(pid)?.[1];
  return parent === undefined ? undefined : Number(parent);
}

/** The fields after the name, which may itself hold spaces and brackets. */
function statOf(pid: number): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return String(pid);
  }
}
