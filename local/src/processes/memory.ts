import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface MemoryUse {
  /** PSS shares pages among the processes that use them, so that a sum is honest; RSS counts them every time. */
  measure: 'PSS' | 'RSS';
  processes: { name: string; mebibytes: number }[];
}

/** Memory of the named processes, each with all that it started. */
export function memoryOf(processes: readonly { name: string; pid: number }[]): MemoryUse {
  const hasProc = existsSync('/proc/self/smaps_rollup');
  const known = hasProc ? fromProc() : fromPs();
  const named = new Map(processes.map(({ name, pid }) => [pid, name]));
  const sums = new Map<string, number>();
  for (const { pid, kibibytes } of known.values()) {
    const name = ownerOf(pid, known, named);
    if (name) sums.set(name, (sums.get(name) ?? 0) + kibibytes);
  }
  return {
    measure: hasProc ? 'PSS' : 'RSS',
    processes: processes.map(({ name }) => ({ name, mebibytes: (sums.get(name) ?? 0) / 1_024 })),
  };
}

interface ProcessEntry {
  pid: number;
  parent: number;
  kibibytes: number;
}

/** The named process that a process is, or descends from; the nearest one. */
function ownerOf(pid: number, known: Map<number, ProcessEntry>, named: Map<number, string>): string | undefined {
  for (let entry = known.get(pid); entry; entry = known.get(entry.parent)) {
    const name = named.get(entry.pid);
    if (name) return name;
  }
  return undefined;
}

function fromProc(): Map<number, ProcessEntry> {
  const entries = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => readProc(Number(name)));
  return new Map(entries.map(entry => [entry.pid, entry]));
}

/** Nothing for a process that has just ended, or whose memory is not ours to see. */
function readProc(pid: number): ProcessEntry[] {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return [
      { pid, parent: Number(afterName.split(' ')[1]), kibibytes: Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) },
    ];
  } catch {
    return [];
  }
}

function fromPs(): Map<number, ProcessEntry> {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,rss='], { encoding: 'utf8' }).trim().split('\n');
  const entries = lines.map(line => {
    const [pid = 0, parent = 0, kibibytes = 0] = line.trim().split(/\s+/).map(Number);
    return { pid, parent, kibibytes };
  });
  return new Map(entries.map(entry => [entry.pid, entry]));
}
