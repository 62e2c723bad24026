import { SentenceError } from '@spanshop/shared/errors';
import { type Closing, closingAll } from '../closing.ts';
import { help, readArguments, type TaxArguments } from './arguments.ts';
import { installDefaultWay } from './default-way.ts';
import { report } from './report.ts';
import { startWays, takeRounds, warmUpCheckouts } from './rounds.ts';
import type { SpanCounts } from './span-counts.ts';
import { takeTurn } from './turns.ts';
import { waysOf } from './ways.ts';

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
  const { running, sink } = await startWays(ways, 'tracing-tax', closing);
  const spans = await sink.countWhile(async () => {
    for (const one of running) await takeTurn(one, warmUpCheckouts, countedCheckouts);
  });
  const turns = await takeRounds(running, { rounds, checkouts, first: warmUpCheckouts + countedCheckouts }, closing);
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
