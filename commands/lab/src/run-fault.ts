import { openLaboratory, runExperiment } from '@spanshop/labs/experiment';
import { experimentText } from '@spanshop/labs/text';
import type { Fault } from '@spanshop/shared/faults';
import { createScreen, type Interruption } from '@spanshop/terminal';
import type { ExperimentArguments } from './arguments.ts';
import { besidesText, experimentTitle } from './texts.ts';

/** npm run lab -- run <fault>. Gives the exit code. */
export async function runFault(
  given: ExperimentArguments & { fault: Fault },
  environment: NodeJS.ProcessEnv,
  interruption: Interruption,
): Promise<number> {
  const laboratory = await openLaboratory(environment);
  const screen = createScreen();
  screen.print(experimentTitle(given));
  const startedAt = performance.now();
  const experiment = await runExperiment(laboratory, {
    ...given,
    interruption,
    onStep: step => screen.print(`  ${((performance.now() - startedAt) / 1_000).toFixed(0).padStart(3)} s  ${step}`),
  });
  if (experiment.besides.length > 0) screen.print(besidesText(experiment.besides));
  screen.print(`\n${experimentText(experiment, laboratory.shop)}`);
  return experiment.after ? 0 : 130;
}
