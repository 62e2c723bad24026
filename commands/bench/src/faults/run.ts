import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeFlags } from '@spanshop/labs/flags';
import { SentenceError } from '@spanshop/shared/errors';
import { type Closing, closingAll } from '../closing.ts';
import { startWays, takeRounds, warmUpCheckouts } from '../tracing-tax/rounds.ts';
import { inLabMode, outsideLabMode } from '../tracing-tax/ways.ts';
import { type FaultsArguments, help, readArguments } from './arguments.ts';
import { report } from './report.ts';

/** @throws SentenceError in one sentence for a wrong argument, another platform, a service that ends, an order that fails */
export async function run(given: readonly string[]): Promise<void> {
  const settings = readArguments(given);
  if (settings.help) {
    console.log(help);
    return;
  }
  if (process.platform === 'win32') throw new SentenceError('faults runs on Linux and macOS only', { exitCode: 2 });
  await closingAll(closing => measure(settings, closing));
}

async function measure({ rounds, checkouts }: FaultsArguments, closing: Closing): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'spanshop-flags-'));
  closing.add(async () => rmSync(folder, { recursive: true, force: true }));
  const flagFile = join(folder, 'flags.json');
  await writeFlags(flagFile, []);
  const ways = { off: outsideLabMode, on: inLabMode(pathToFileURL(flagFile).href) };
  const { running } = await startWays([ways.off, ways.on], 'faults', closing);
  const turns = await takeRounds(running, { rounds, checkouts, first: warmUpCheckouts }, closing);
  const of = ({ id }: { id: string }) => turns.get(id) ?? [];
  for (const line of report({ outside: of(ways.off), inside: of(ways.on) })) console.log(line);
}
