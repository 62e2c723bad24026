import { type Shop, startShop } from '@spanshop/local/shop';
import { readConfig, traceStoreName } from '@spanshop/local/topology';
import { createScreen, type Screen, tellError, watchInterruption } from '@spanshop/terminal';
import { type DemoArguments, help, readArguments } from './arguments.ts';
import type { BackendPlan } from './backends/plan-backends.ts';
import { samplerOf } from './control/describe-shop.ts';
import type { KeepOpenOptions } from './keep-open.ts';
import { planShop } from './plan-shop.ts';

/** The launcher: starts the shop, works with it, and stops all of it. Gives the exit code. */
export async function runDemo(given: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const screen = createScreen();
  const demo = readArguments(given);
  if (demo.help) {
    screen.print(help);
    return 0;
  }
  const interruption = watchInterruption();
  const plan = await planShop(demo, readConfig(environment));
  const addBackends = plan.backends
    ? await startBackends(plan.backends, { environment, screen, signal: interruption.signal })
    : (shop: Shop) => shop;
  const services = plan.topology.filter(({ name }) => name !== traceStoreName).length;
  screen.print(
    `Spanshop starts: PostgreSQL, ${services} services, ${plan.backends?.names ?? 'a trace store'}. Logs: ${plan.logs}`,
  );
  const shop = addBackends(startShop({ ...plan, environment, onProblem: problem => screen.complain(problem) }));
  interruption.onForce(shop.kill);
  const ending = new AbortController();
  const sampler = samplerOf(environment);
  const work = workWith({ ...plan, shop, screen, sampler, environment, signal: ending.signal }, demo);
  // Once something else has decided how we end, nobody asks how the work ended.
  work.catch(() => {});
  const interrupted = interruption.happened.then(() => (demo.once ? 130 : 0));
  const exitCode = await Promise.race([work, shop.failed, interrupted]).catch(error => {
    screen.keep();
    return tellError('npm run demo', error);
  });
  ending.abort();
  if (!demo.once) await work.catch(() => {});
  screen.keep();
  if (!demo.once) screen.print(`Stopping services, PostgreSQL, ${plan.backends?.names ?? 'trace store'}.`);
  for (const sentence of await shop.stop()) screen.complain(sentence);
  plan.acquirer?.close();
  return exitCode;
}

/** Loaded only for those who want real backends. */
async function startBackends(
  plan: BackendPlan,
  options: { environment: NodeJS.ProcessEnv; screen: Screen; signal: AbortSignal },
): Promise<(shop: Shop) => Shop> {
  const { startRealBackends } = await import('./backends/start-real-backends.ts');
  const { withBackends } = await import('./backends/with-backends.ts');
  const backends = await startRealBackends(plan, options);
  return shop => withBackends(shop, backends);
}

/** What the shop is started for. It is loaded while the processes start, which takes them longer. */
async function workWith(
  options: Omit<KeepOpenOptions, 'ordersPerSecond' | 'tour'>,
  demo: DemoArguments,
): Promise<number> {
  if (demo.once) return (await import('./once/run-once.ts')).runOnce(options);
  return (await import('./keep-open.ts')).keepOpen({ ...options, ...demo });
}
