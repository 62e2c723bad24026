import { help, readArguments } from './arguments.ts';
import { readConfig } from './config.ts';
import { watchInterruption } from './interruption.ts';
import { keepOpen } from './keep-open.ts';
import { runOnce } from './once/run-once.ts';
import { planShop } from './plan-shop.ts';
import { createScreen } from './screen.ts';
import { SentenceError } from './sentence-error.ts';
import { startShop } from './shop/start-shop.ts';

/** The launcher: starts the shop, works with it, and stops all of it. Gives the exit code. */
export async function runDemo(given: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const screen = createScreen();
  try {
    const demo = readArguments(given);
    if (demo.help) {
      screen.print(help);
      return 0;
    }
    const plan = await planShop(demo, readConfig(environment));
    screen.print(
      `Spanshop starts: PostgreSQL, ${plan.topology.length - 1} services, a trace store. Logs: ${plan.logs}`,
    );
    const shop = startShop({ ...plan, environment, onProblem: problem => screen.complain(problem) });
    const interruption = watchInterruption(() => shop.kill());
    const ending = new AbortController();
    const work = demo.once
      ? runOnce({ ...plan, shop, screen })
      : keepOpen({ ...plan, shop, screen, ordersPerSecond: demo.ordersPerSecond, signal: ending.signal });
    try {
      const interrupted = interruption.happened.then(() => (demo.once ? 130 : 0));
      return await Promise.race([work, shop.failed, interrupted]);
    } finally {
      ending.abort();
      if (!demo.once) await work.catch(() => {});
      screen.endFigures();
      if (!demo.once) screen.print('Stopping services, trace store, PostgreSQL.');
      for (const sentence of await shop.stop()) screen.complain(sentence);
      plan.acquirer?.close();
    }
  } catch (error) {
    screen.complain(`npm run demo: ${error instanceof Error ? error.message : String(error)}`);
    return error instanceof SentenceError ? error.exitCode : 1;
  }
}
