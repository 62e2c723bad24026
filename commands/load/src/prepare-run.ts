import type { Shop } from '@spanshop/local/running-shop';
import { checkIsHere, checkIsUp, findShop } from '@spanshop/local/running-shop';
import type { Interruption } from '@spanshop/terminal';
import type { Profile } from '../../../load-tests/lib/profile.ts';
import type { RunOptions } from './arguments.ts';
import { findK6 } from './k6/find-k6.ts';
import { inspectScenario } from './k6/inspect-scenario.ts';
import { type StartLoad, startK6 } from './k6/start-k6.ts';
import { newRecord } from './runs/new-record.ts';
import { createRunFolder, type RunFolder, runsFolderOf } from './runs/run-folder.ts';
import type { RunRecord } from './runs/run-record.ts';
import type { ScenarioName } from './scenario-names.ts';

export interface ScenarioRun {
  scenario: ScenarioName;
  options: RunOptions;
  environment: NodeJS.ProcessEnv;
  interruption: Interruption;
}

export interface PreparedRun {
  shop: Shop;
  /** As k6 runs it. */
  profile: Profile;
  folder: RunFolder;
  record: RunRecord;
  /** Starts k6; `shown` lets it show its own progress. */
  startLoad: StartLoad;
  showLoad: StartLoad;
}

/** @throws SentenceError when the shop, k6 or the folder cannot be used; nothing has been started by then */
export async function prepareRun({ scenario, options, environment, interruption }: ScenarioRun): Promise<PreparedRun> {
  const { objectiveFactor, seconds, rate } = options;
  const shop = await findShop({ baseUrl: options.baseUrl, environment });
  checkIsHere(shop.gatewayUrl, options.allowRemote);
  await checkIsUp(shop);
  const k6 = await findK6(environment);
  const asked = {
    OBJECTIVE_FACTOR: String(objectiveFactor),
    ...(seconds ? { LOAD_SECONDS: String(seconds) } : {}),
    ...(rate ? { LOAD_RATE: String(rate) } : {}),
  };
  const { profile } = await inspectScenario({ k6, scenario, variables: asked });
  const folder = createRunFolder(new Date(), runsFolderOf(environment));
  const record = newRecord({ id: folder.id, scenario, options, profile, shop, k6Version: k6.version });
  folder.write('run.json', `${JSON.stringify(record, null, 2)}\n`);

  const start =
    (shown: boolean): StartLoad =>
    load => {
      const running = startK6({
        ...load,
        k6,
        shown,
        variables: {
          BASE_URL: shop.gatewayUrl,
          RUN_ID: folder.id,
          REQUEST_LOG: 'every',
          ...asked,
          ...load.variables,
        },
        onLine(line) {
          folder.log(line);
          if (shown) console.error(line);
        },
      });
      interruption.onForce(running.kill);
      return running;
    };
  return { shop, profile, folder, record, startLoad: start(false), showLoad: start(true) };
}
