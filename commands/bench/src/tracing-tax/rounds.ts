import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@spanshop/local/postgres';
import { readConfig } from '@spanshop/local/topology';
import type { Closing } from '../closing.ts';
import { type Sink, startSink } from './sink-process.ts';
import { type RunningWay, startWay } from './start-way.ts';
import { orderOfRound, type Turn, takeTurn } from './turns.ts';
import type { Way } from './ways.ts';

export const warmUpCheckouts = 200;

/** Starts the shop once for each way, on one server of PostgreSQL and with one sink for all spans, and warms each up. */
export async function startWays(
  ways: readonly Way[],
  name: string,
  closing: Closing,
): Promise<{ running: readonly RunningWay[]; sink: Sink }> {
  const scratch = mkdtempSync(join(tmpdir(), 'spanshop-ways-'));
  closing.add(async () => rmSync(scratch, { recursive: true, force: true }));
  // PostgreSQL runs as another user where we are root; it may pass through, not look around.
  chmodSync(scratch, 0o711);
  const postgres = await startPostgres({ dataFolder: join(scratch, 'postgres'), durable: false });
  closing.add(() => postgres.stop());
  const sink = await startSink();
  closing.add(() => sink.stop());

  const logFolder = join(readConfig(process.env).SPANSHOP_FOLDER, 'logs', name);
  const options = { adminUrl: postgres.adminUrl, sinkUrl: sink.url, logFolder };
  const running: RunningWay[] = [];
  for (const way of ways) {
    running.push(await startWay(way, options, closing.add));
    closing.throwIfBegun();
    console.log(`${way.name}: its services are ready`);
  }
  for (const one of running) {
    await takeTurn(one, 0, warmUpCheckouts);
    closing.throwIfBegun();
    console.log(`${one.way.name}: warmed up by ${warmUpCheckouts} checkouts`);
  }
  return { running, sink };
}

export interface RoundsPlan {
  rounds: number;
  /** Of each turn. */
  checkouts: number;
  /** Number of the first order. */
  first: number;
}

/** Each way takes its turn in each round; gives the turns by the id of the way. */
export async function takeRounds(
  running: readonly RunningWay[],
  { rounds, checkouts, first }: RoundsPlan,
  closing: Closing,
): Promise<ReadonlyMap<string, readonly Turn[]>> {
  const turns = new Map<string, Turn[]>(running.map(({ way }) => [way.id, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const one of orderOfRound(running, round)) {
      turns.get(one.way.id)?.push(await takeTurn(one, first + round * checkouts, checkouts));
      closing.throwIfBegun();
    }
    const cpu = running.map(({ way: { id, name } }) => `${name} ${turns.get(id)?.at(-1)?.cpuMsPerCheckout.toFixed(2)}`);
    const busy = `load average ${loadavg()[0]?.toFixed(1)}`;
    console.log(`round ${round + 1} of ${rounds}: CPU ms a checkout ${cpu.join(', ')}; ${busy}`);
  }
  return turns;
}
