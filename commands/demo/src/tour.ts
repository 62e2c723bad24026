import { findFault } from '@spanshop/labs/catalogue';
import { openLaboratory, runExperiment } from '@spanshop/labs/experiment';
import { experimentText } from '@spanshop/labs/text';
import { placeOrder, untilShipped } from '@spanshop/local/orders';
import type { Screen } from '@spanshop/terminal';

export interface TourOptions {
  screen: Screen;
  environment: NodeJS.ProcessEnv;
  gatewayUrl: string;
  linkTo: (traceId: string) => string;
  /** Ends it early, with the fault off. */
  signal: AbortSignal;
}

/** The story for somebody who has never seen it: easy to see in a trace, and felt by who buys. */
const told = { fault: 'n-plus-one', magnitude: 3, seed: 1, seconds: 15 } as const;

/**
 * Shows one order, then what a fault does to it, what the traces say of it, and what its cure brings; about two minutes.
 *
 * @throws SentenceError where the shop does not do what it is asked to
 */
export async function tour({ screen, environment, gatewayUrl, linkTo, signal }: TourOptions): Promise<void> {
  screen.print('1. One order goes through the whole shop.');
  const placed = await placeOrder(gatewayUrl);
  await untilShipped(gatewayUrl, placed);
  const where = placed.traceId === undefined ? '' : `\n   All that happened for it: ${linkTo(placed.traceId)}`;
  screen.print(`   Confirmed after ${placed.answeredMs.toFixed(0)} ms, and shipped by now.${where}\n`);
  if (signal.aborted) return;

  const fault = findFault(told.fault);
  screen.print(`2. Something goes wrong: ${fault.mechanism}`);
  const laboratory = await openLaboratory(environment);
  const experiment = await runExperiment(laboratory, {
    ...told,
    fault,
    // A second Ctrl-C ends the whole shop, and its next start begins without faults.
    interruption: { signal, onForce() {} },
    onStep: step => screen.print(`   ${step}`),
  });
  if (signal.aborted) return;
  screen.print(
    `\n3. What was felt, what the traces say, and what the cure brings.\n\n${experimentText(experiment, laboratory.shop)}`,
  );
  screen.print(`
The shop runs on. Next, in another terminal:

  npm run lab -- list      what else can go wrong
  npm run lab -- start     something goes wrong, and you find out what
`);
}
