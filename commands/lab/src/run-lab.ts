import { catalogue } from '@spanshop/labs/catalogue';
import { readFlags, type Switch, untilInEffect, writeFlags } from '@spanshop/labs/flags';
import { checkIsUp, findShop, type Lab } from '@spanshop/local/running-shop';
import { SentenceError } from '@spanshop/shared/errors';
import { help, readArguments } from './arguments.ts';
import { listText, showText, statusText, switchText } from './texts.ts';

/** The whole of npm run lab. Gives the exit code; errors in one sentence are thrown. */
export async function runLab(given: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const command = readArguments(given);
  switch (command.what) {
    case 'help':
      console.log(help);
      return 0;
    case 'list':
      console.log(listText(catalogue));
      return 0;
    case 'show':
      console.log(showText(command.fault));
      return 0;
    case 'status':
      console.log(statusText(await readFlags((await labOf(environment)).flagFile)));
      return 0;
    case 'on': {
      const lab = await labOf(environment);
      const others = (await readFlags(lab.flagFile)).switches.filter(({ fault }) => fault !== command.on.fault);
      await put(lab, [...others, command.on]);
      return 0;
    }
    case 'off': {
      const lab = await labOf(environment);
      // All of it goes off whatever the file holds.
      const left = command.fault ? (await readFlags(lab.flagFile)).switches : [];
      await put(
        lab,
        left.filter(({ fault }) => fault !== command.fault),
      );
      return 0;
    }
  }
}

async function put(lab: Lab, switches: readonly Switch[]): Promise<void> {
  const tookMs = await untilInEffect(lab, await writeFlags(lab.flagFile, switches));
  console.log(switchText(switches, Object.keys(lab.adminUrls).length, tookMs));
}

/** @throws SentenceError where no shop runs, or it runs without lab mode */
async function labOf(environment: NodeJS.ProcessEnv): Promise<Lab> {
  const shop = await findShop({ baseUrl: undefined, environment });
  await checkIsUp(shop);
  if (!shop.lab) throw new SentenceError('the shop runs without lab mode: start it with LAB_MODE=on');
  return shop.lab;
}
