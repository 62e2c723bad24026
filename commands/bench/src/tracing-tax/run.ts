import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@spanshop/local/postgres';
import { readConfig } from '@spanshop/local/topology';
import { SentenceError } from '@spanshop/shared/errors';
import { type Closing, closingAll } from '../closing.ts';
import { help, readArguments, type TaxArguments } from './arguments.ts';
import { installDefaultWay } from './default-way.ts';
import { report } from './report.ts';
import { startSink } from './sink-process.ts';
import type { SpanCounts } from './span-counts.ts';
import { type RunningWay, startWay } from './start-way.ts';
import { orderOfRound, type Turn, takeTurn } from './turns.ts';
import { waysOf } from './ways.ts';

const warmUpCheckouts = 200;
const countedCheckouts = 100;

/** @throws SentenceError in one sentence for a wrong argument, another platform, a service that ends, an order that fails */
export async function run(given: readonly string[]): Promise<void> {
  const settings = readArguments(given);
  if (settings.help) {
    console.log(help);
    return;
  }
  if (process.platform === 'win32')
    throw new SentenceError('tracing-tax runs on Linux and macOS only', { exitCode: 2 });
  await closingAll(closing => measure(settings, closing));
}

async function measure({ rounds, checkouts, before }: TaxArguments, closing: Closing): Promise<void> {
  const ways = waysOf(await installDefaultWay(console.log), before);
  const scratch = mkdtempSync(join(tmpdir(), 'spanshop-tax-'));
  closing.add(async () => rmSync(scratch, { recursive: true, force: true }));
  // PostgreSQL runs as another user where we are root; it may pass through, not look around.
  chmodSync(scratch, 0o711);
  const postgres = await startPostgres({ dataFolder: join(scratch, 'postgres'), durable: false });
  closing.add(() => postgres.stop());
  const sink = await startSink();
  closing.add(() => sink.stop());

  const logFolder = join(readConfig(process.env).SPANSHOP_FOLDER, 'logs/tracing-tax');
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
  const spans = await sink.countWhile(async () => {
    for (const one of running) await takeTurn(one, warmUpCheckouts, countedCheckouts);
  });

  const turns = new Map<string, Turn[]>(ways.map(({ id }) => [id, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = warmUpCheckouts + countedCheckouts + round * checkouts;
    for (const one of orderOfRound(running, round)) {
      turns.get(one.way.id)?.push(await takeTurn(one, first, checkouts));
      closing.throwIfBegun();
    }
    const cpu = ways.map(({ id, name }) => `${name} ${turns.get(id)?.at(-1)?.cpuMsPerCheckout.toFixed(2)}`).join(', ');
    console.log(`round ${round + 1} of ${rounds}: CPU ms a checkout ${cpu}; load average ${loadavg()[0]?.toFixed(1)}`);
  }
  for (const line of report({ ways, turns, spans: perCheckout(spans) })) console.log(line);
}

function perCheckout(counts: Readonly<Record<string, SpanCounts>>): Record<string, SpanCounts> {
  return Object.fromEntries(
    Object.entries(counts).map(([way, classes]) => [
      way,
      Object.fromEntries(
        Object.entries(classes).map(([name, count]) => [name, count / countedCheckouts]),
      ) as SpanCounts,
    ]),
  );
}
