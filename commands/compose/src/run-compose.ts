import { writeFlags } from '@spanshop/labs/flags';
import { checkPorts } from '@spanshop/local/ports';
import { root } from '@spanshop/local/root';
import { publishedShop } from '@spanshop/local/running-shop';
import { SentenceError } from '@spanshop/shared/errors';
import { watchInterruption } from '@spanshop/terminal';
import { type ComposeArguments, help, readArguments } from './arguments.ts';
import { checkDocker } from './check-docker.ts';
import { checkMemory } from './check-memory.ts';
import { checkTelemetry } from './check-telemetry.ts';
import { explainMissingTrace } from './explain-missing-trace.ts';
import { type Addresses, followOrder } from './follow-order.ts';
import { compose, containersOf, directProject, type Plan, type Project, planOf, wholeProject } from './project.ts';
import { hasFailed, lastWordsOf, watchStart } from './watch-start.ts';
import { whatToOpen } from './what-to-open.ts';

const portAdvice = {
  wantedTwice: 'change one of them in .env',
  inUse: 'stop what listens there (npm run demo does, while it runs), or choose others in .env',
};

/** The whole of npm run compose. Gives the exit code. */
export async function runCompose(given: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const read = readArguments(given);
  if (read.help) {
    console.log(help);
    return 0;
  }
  const files = read.direct ? directProject : wholeProject;
  const project: Project = { folder: root, environment, files };
  return read.command === 'up' ? up(project, read) : down(project, read);
}

async function up(project: Project, { direct }: ComposeArguments): Promise<number> {
  const memoryBytes = await checkDocker(project);
  const plan = await planOf(project);
  checkTelemetry(plan);
  checkMemory(memoryBytes, plan.memoryBytes);
  const before = await containersOf(project);
  await checkPorts(plan.ports, portAdvice, new Set(before.flatMap(({ ports }) => ports)));

  console.log('Building the image of the services.');
  const built = await compose(project, ['build'], true);
  if (built.exitCode !== 0)
    throw new SentenceError('the image of the services could not be built; docker says why above');
  // A Collector of an earlier start would be left running beside the direct way.
  if (direct)
    await compose({ ...project, files: wholeProject }, ['rm', '--stop', '--force', 'collector', 'collector-queue']);
  // What was left on is off, as in a new npm run demo.
  const { lab } = publishedShop(project.environment);
  if (lab) await writeFlags(lab.flagFile, []);
  console.log('Starting the containers.');
  const started = performance.now();
  const outcome = await start(project);
  if (outcome !== 0) {
    if (before.length === 0) await compose({ ...project, files: wholeProject }, ['down'], true);
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }
  console.log(`All are healthy after ${Math.round((performance.now() - started) / 1_000)} s.`);
  return greet(project, plan);
}

/** 0 when the shop works, 130 when it was interrupted, or what went wrong. */
async function start(project: Project): Promise<0 | 130 | SentenceError> {
  const ending = new AbortController();
  const interruption = watchInterruption();
  interruption.signal.addEventListener('abort', () => ending.abort());
  const waiting = compose(project, ['up', '--detach', '--wait', '--remove-orphans'], true, ending.signal);
  const failure = watchStart(project, ending.signal).catch(error => error);
  const first = await Promise.race([waiting, failure]);
  ending.abort();
  await waiting;
  interruption.release();
  if (interruption.signal.aborted) return 130;
  if (first instanceof SentenceError) return first;
  if ((await waiting).exitCode === 0) return 0;
  const failed = (await containersOf(project)).find(hasFailed);
  return failed
    ? lastWordsOf(project, failed)
    : new SentenceError('the shop did not get healthy; docker says why above');
}

/** @throws SentenceError when the order's trace did not come where it should, after saying what there is to open */
async function greet(project: Project, plan: Plan): Promise<number> {
  const addresses = addressesOf(plan);
  const order = await followOrder(addresses);
  const problem = await explainMissingTrace(project, plan, order);
  console.log(`\n${whatToOpen(addresses, order)}`);
  if (problem) throw new SentenceError(problem);
  return 0;
}

/** Each service's first port is the one for people. */
function addressesOf({ ports }: Plan): Addresses {
  const of = (name: string) => `http://127.0.0.1:${ports.find(use => use.name === name)?.port}`;
  return { gateway: of('gateway'), console: of('console'), jaeger: of('jaeger'), zipkin: of('zipkin') };
}

async function down(project: Project, { volumes }: ComposeArguments): Promise<number> {
  await checkDocker(project);
  const { exitCode } = await compose(project, ['down', '--remove-orphans', ...(volumes ? ['--volumes'] : [])], true);
  if (exitCode === 0)
    console.log(
      volumes ? 'Nothing of the shop is left.' : 'The shop is down; its data are kept (down --volumes forgets them).',
    );
  return exitCode;
}
