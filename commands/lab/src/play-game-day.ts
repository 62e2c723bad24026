import { catalogue } from '@spanshop/labs/catalogue';
import { openLaboratory } from '@spanshop/labs/experiment';
import { planGameDay, runGameDay } from '@spanshop/labs/game-day';
import { createScreen, type Interruption } from '@spanshop/terminal';
import { roundOverText, roundText, scoreSheet } from './game-day-texts.ts';

export interface GameDayArguments {
  seed: number;
  minutes: number;
  visitsPerSecond: number | undefined;
}

/** Half of what a load test sends: for as long as a game lasts, a machine has to do other things too. */
const usualVisitsPerSecond = 8;

/** npm run lab -- game-day. Gives the exit code. */
export async function playGameDay(
  { seed, minutes, visitsPerSecond = usualVisitsPerSecond }: GameDayArguments,
  environment: NodeJS.ProcessEnv,
  interruption: Interruption,
): Promise<number> {
  const laboratory = await openLaboratory(environment);
  const screen = createScreen();
  const rounds = planGameDay(catalogue, seed, minutes);
  screen.print(`A game day of ${minutes} min, seed ${seed}: ${rounds.length} things go wrong, one after another.
Answer from another terminal: npm run lab -- answer <service> <operation> <kind>, or -- hint.\n`);
  const scores = await runGameDay(laboratory, {
    rounds,
    seed,
    visitsPerSecond,
    interruption,
    onRound: (index, lastsMs) => screen.print(roundText(index, rounds.length, lastsMs)),
    onScore: score => screen.print(roundOverText(score)),
  });
  screen.print(`\n${scoreSheet({ seed, minutes, rounds: rounds.length }, scores)}`);
  return interruption.signal.aborted ? 130 : 0;
}
