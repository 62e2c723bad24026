import { join } from 'node:path';
import { secondsOf, visitsOf } from '../../../load-tests/lib/profile.ts';
import { runBreakpoint } from './breakpoint/run-breakpoint.ts';
import { createSlowestRequests } from './findings/slowest-requests.ts';
import type { RequestReport } from './k6/parse-report.ts';
import { readSummary } from './k6/read-summary.ts';
import { summaryFile } from './k6/start-k6.ts';
import type { LoadDone } from './load-done.ts';
import { watchResources } from './metrics/watch-resources.ts';
import { type PreparedRun, prepareRun, type ScenarioRun } from './prepare-run.ts';
import { runPage } from './report/run-page.ts';
import { createDigest } from './requests/digest.ts';
import type { RunRecord } from './runs/run-record.ts';
import { finishRecord } from './verdict/finish-record.ts';
import { verdictText } from './verdict/verdict-text.ts';
import { type QuietWork, withQuietShop } from './with-quiet-shop.ts';

/** Loads the shop with one scenario and says how it did. Gives the exit code. */
export async function runScenario(run: ScenarioRun): Promise<number> {
  const { scenario, interruption } = run;
  const prepared = await prepareRun(run);
  const { shop, profile, folder, record } = prepared;
  const isSearch = scenario === 'breakpoint';
  console.log(`Run ${folder.id}: ${scenario} against ${shop.gatewayUrl}, ${howLong(record, isSearch)}.`);
  const visits = visitsOf(profile) * (isSearch ? searchIsLonger : 1);
  const work = isSearch ? searchWork(run, prepared) : loadWork(run, prepared);
  const measured = await withQuietShop({ shop, visits, interruption }, async auditor => {
    record.startedAt = new Date().toISOString();
    const done = await work(auditor);
    record.endedAt = new Date().toISOString();
    return done;
  });

  await folder.closeLog();
  await finishRecord({ record, shop, measured, interrupted: interruption.signal.aborted });
  console.log(verdictText(record));
  const { digest, resources } = measured.work;
  folder.write('run.json', `${JSON.stringify(record, null, 2)}\n`);
  folder.write('requests.json', JSON.stringify(digest));
  folder.write('resources.json', JSON.stringify(resources));
  folder.write('report.html', runPage({ record, digest, resources }));
  console.log(`Report: ${folder.shown}/report.html`);
  return record.exitCode ?? 1;
}

/** How many times as many visits as the climb the searches take at most. */
const searchIsLonger = 5;

function howLong({ plan }: RunRecord, isSearch: boolean): string {
  return isSearch ? 'up to six minutes' : `${Math.round(plan.seconds)} s, about ${plan.visits} visits`;
}

/** k6 runs the scenario as it is. */
function loadWork({ scenario, interruption }: ScenarioRun, prepared: PreparedRun): QuietWork<LoadDone> {
  const { shop, profile, folder, showLoad } = prepared;
  return async () => {
    const digest = createDigest(Date.now());
    const slowest = createSlowestRequests();
    const watch = watchResources(shop, secondsOf(profile));
    const onRequest = (report: RequestReport) => {
      digest.add(report);
      slowest.add(report);
    };
    const running = showLoad({ scenario, folder: folder.path, variables: {}, onRequest });
    watch.watchK6(running.pid);
    interruption.signal.addEventListener('abort', running.stop);
    const exitCode = await running.ended;
    const summary = readSummary(join(folder.path, summaryFile));
    return { exitCode, summary, digest: digest.digest(), slowest: slowest.list(), resources: watch.stop() };
  };
}

/** k6 runs again and again, at rates that close in on what the shop can take. */
function searchWork({ options, interruption }: ScenarioRun, prepared: PreparedRun): QuietWork<LoadDone> {
  const { shop, profile, folder, startLoad } = prepared;
  return async auditor => {
    const { objectiveFactor } = options;
    const { signal } = interruption;
    const search = { shop, profile, objectiveFactor, startLoad, auditor, folder: folder.path, signal };
    const { record: breakpoint, ...measured } = await runBreakpoint({ ...search, say: console.log });
    return { exitCode: 0, breakpoint, ...measured };
  };
}
