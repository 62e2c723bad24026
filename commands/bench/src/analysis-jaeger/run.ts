import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startJaeger } from '@spanshop/local/backends';
import { freePorts } from '@spanshop/local/ports';
import { root } from '@spanshop/local/root';
import { findTool, fullName } from '@spanshop/local/tools';
import { type Closing, closingAll } from '../closing.ts';
import { type Figure, figureLine } from '../figure.ts';
import { culprit } from '../slowed-bookings.ts';
import { type LoadedWindows, loadWindows } from './load-windows.ts';
import type { Watched } from './watch-calls.ts';

const command = join(root, 'commands/diagnose/src/main.ts');
const watcher = new URL('./watch-calls.ts', import.meta.url).href;
const runsOfEach = 3;
const mostTraces = 12_000;
const deadlineMs = 300_000;

/**
 * `npm run diagnose` on two windows in a real Jaeger: what it takes beyond what Jaeger itself takes to answer. That is
 * measured by asking the same again, one after the other, and doing nothing with the answers.
 */
export async function run(): Promise<void> {
  await closingAll(measureAll);
}

async function measureAll(closing: Closing): Promise<void> {
  const tool = await findTool('jaeger');
  if (!tool) throw new Error(`${fullName('jaeger')} is not there: npm run tools`);
  const folder = await mkdtemp(join(tmpdir(), 'spanshop-bench-'));
  closing.add(() => rm(folder, { recursive: true, force: true }));
  const ports = await freePorts('otlp', 'query');
  const jaeger = await startJaeger({ path: tool.path, folder, ports, maxTraces: mostTraces });
  closing.add(() => jaeger.stop());
  await jaeger.ready;
  console.log(`analysis-jaeger: two windows of 5,000 traces of 30 spans in ${fullName('jaeger')}, loading`);
  const windows = await loadWindows(jaeger.urls.otlp, Date.now());
  console.log(`${windows.traces} traces, ${windows.spans} spans; the median of ${runsOfEach} runs\n`);
  const runs: Measured[] = [];
  for (let i = 0; i < runsOfEach; i++) runs.push(await measure(windows, jaeger.urls.query, closing));
  for (const figure of figuresOf(runs)) console.log(figureLine(figure));
}

interface Measured extends Watched {
  readonly seconds: number;
  /** What Jaeger needs to answer the same calls, one after the other. */
  readonly answerSeconds: number;
  readonly mostTracesAtOnce: number;
  readonly traces: number;
}

async function measure(
  { baseline, degraded, traces }: LoadedWindows,
  source: string,
  closing: Closing,
): Promise<Measured> {
  const flags = ['--baseline', baseline, '--degraded', degraded, '--source', source, '--deadline', '120', '--json'];
  const startedAtMs = performance.now();
  const child = fork(command, flags, { execArgv: ['--import', watcher], silent: true });
  closing.add(async () => child.kill());
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', text => {
    said += text;
  });
  let complained = '';
  child.stderr?.setEncoding('utf8').on('data', text => {
    complained += text;
  });
  const exited = once(child, 'close');
  const [watched] = (await once(child, 'message', { signal: AbortSignal.timeout(deadlineMs) })) as [Watched];
  const seconds = (performance.now() - startedAtMs) / 1000;
  const [code] = await exited;
  if (code !== 0) throw new Error(`the diagnosis ended with exit code ${code}: ${complained}`);
  const named: unknown = JSON.parse(said)?.culprits?.[0]?.operation;
  if (named !== culprit) throw new Error(`the diagnosis named ${named}, not ${culprit}`);

  const again = await askAgain(watched.addresses);
  if (again.traces < traces) throw new Error(`only ${again.traces} of ${traces} traces were read`);
  return { ...watched, ...again, seconds };
}

async function askAgain(addresses: readonly string[]) {
  let [answerMs, mostTracesAtOnce] = [0, 0];
  const all = new Set<string>();
  for (const address of addresses) {
    const startedAtMs = performance.now();
    const answer = await fetch(address, { signal: AbortSignal.timeout(deadlineMs) });
    const body = await answer.arrayBuffer();
    answerMs += performance.now() - startedAtMs;
    const ids = new Set(
      Buffer.from(body)
        .toString('latin1')
        .match(/"traceId":"[0-9a-f]+/g),
    );
    mostTracesAtOnce = Math.max(mostTracesAtOnce, ids.size);
    for (const id of ids) all.add(id);
  }
  return { answerSeconds: answerMs / 1000, mostTracesAtOnce, traces: all.size };
}

function figuresOf(runs: readonly Measured[]): Figure[] {
  const median = (of: (run: Measured) => number) =>
    runs.map(of).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0;
  const beyond = median(run => run.seconds - run.answerSeconds);
  const resident = Math.max(...runs.map(run => run.mostResidentMebibytes));
  const traces = Math.max(...runs.map(run => run.mostTracesAtOnce));
  const calls = median(run => run.addresses.length);
  const cpu = median(run => run.cpuSeconds);
  const times = `${median(run => run.seconds).toFixed(2)} s, of which Jaeger's answers ${median(run => run.answerSeconds).toFixed(2)} s`;
  return [
    { what: 'diagnosis, from the command to the verdict', bar: '', measured: times },
    {
      what: "beyond Jaeger's own answers",
      bar: '<= 5 s',
      measured: `${beyond.toFixed(2)} s, ${cpu.toFixed(2)} processor seconds`,
      reached: beyond <= 5,
    },
    {
      what: 'memory',
      bar: '<= 1 GB',
      measured: `${resident.toFixed(0)} MiB resident at most`,
      reached: resident <= 1024,
    },
    {
      what: 'traces in one answer',
      bar: '<= 200',
      measured: `${traces} at most, ${calls} calls`,
      reached: traces <= 200,
    },
  ];
}
