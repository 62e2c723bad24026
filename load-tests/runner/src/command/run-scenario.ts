import { join } from 'node:path';
import { type ScenarioName, scenarios } from '../../../catalogue.ts';
import { scaled, secondsOf, visitsOf } from '../../../profiles/profile.ts';
import { findK6 } from '../k6/find-k6.ts';
import { readSummary } from '../k6/read-summary.ts';
import { startK6, summaryFile } from '../k6/start-k6.ts';
import { watchResources } from '../metrics/watch-resources.ts';
import { runPage } from '../report/run-page.ts';
import { createDigest } from '../requests/digest.ts';
import { newRecord } from '../runs/new-record.ts';
import { createRunFolder } from '../runs/run-folder.ts';
import { checkIsHere, checkIsUp } from '../shop/check-target.ts';
import { findShop } from '../shop/find-shop.ts';
import { finishRecord } from '../verdict/finish-record.ts';
import { verdictText } from '../verdict/verdict-text.ts';
import type { RunOptions } from './arguments.ts';
import type { Interruption } from './interruption.ts';
import { withQuietShop } from './with-quiet-shop.ts';

export interface ScenarioRun {
  scenario: ScenarioName;
  options: RunOptions;
  environment: NodeJS.ProcessEnv;
  interruption: Interruption;
  /** For tests; the project's runs/ when not given. */
  runsFolder?: string;
}

/** Loads the shop with one scenario and says how it did. Gives the exit code. */
export async function runScenario({ scenario, options, environment, interruption, runsFolder }: ScenarioRun) {
  const { objectiveFactor, seconds, rate } = options;
  const shop = await findShop({ baseUrl: options.baseUrl, environment });
  checkIsHere(shop.gatewayUrl, options.allowRemote);
  await checkIsUp(shop);
  const k6 = await findK6(environment);
  const profile = scaled(scenarios[scenario].profile, { seconds, rate });
  const folder = createRunFolder(new Date(), runsFolder);
  const record = newRecord({ id: folder.id, scenario, options, profile, shop, k6Version: k6.version });
  const save = () => folder.write('run.json', `${JSON.stringify(record, null, 2)}\n`);
  save();
  console.log(
    `Run ${folder.id}: ${scenario} against ${shop.gatewayUrl}, ${Math.round(secondsOf(profile))} s, about ${Math.round(visitsOf(profile))} visits.`,
  );

  const measured = await withQuietShop({ shop, visits: visitsOf(profile), interruption }, async () => {
    record.startedAt = new Date().toISOString();
    const digest = createDigest(Date.parse(record.startedAt));
    const watch = watchResources(shop, secondsOf(profile));
    const running = startK6({
      k6,
      scenario,
      folder: folder.path,
      shown: true,
      variables: {
        BASE_URL: shop.gatewayUrl,
        RUN_ID: folder.id,
        REQUEST_LOG: 'every',
        OBJECTIVE_FACTOR: String(objectiveFactor),
        ...(seconds ? { SECONDS: String(seconds) } : {}),
        ...(rate ? { RATE: String(rate) } : {}),
      },
      onRequest: digest.add,
      onLine(line) {
        folder.log(line);
        console.error(line);
      },
    });
    if (k6.kind === 'program') watch.watchK6(running.pid);
    interruption.signal.addEventListener('abort', running.stop);
    interruption.onForce(running.kill);
    const exitCode = await running.ended;
    record.endedAt = new Date().toISOString();
    return { exitCode, digest: digest.digest(), resources: watch.stop() };
  });

  await folder.closeLog();
  const summary = readSummary(join(folder.path, summaryFile));
  await finishRecord({ record, shop, measured, summary, interrupted: interruption.signal.aborted });
  const { digest, resources } = measured.work;
  folder.write('requests.json', JSON.stringify(digest));
  folder.write('resources.json', JSON.stringify(resources));
  folder.write('report.html', runPage({ record, digest, resources }));
  save();
  console.log(verdictText(record, folder.path));
  return record.exitCode ?? 1;
}
