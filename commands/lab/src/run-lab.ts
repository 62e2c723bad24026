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
      const { on } = command;
      await change(await labOf(environment), before => [...before.filter(({ fault }) => fault !== on.fault), on]);
      return 0;
    }
    case 'off': {
      const { fault: which } = command;
      await change(await labOf(environment), before => (which ? before.filter(({ fault }) => fault !== which) : []));
      return 0;
    }
  }
}

async function change(lab: Lab, next: (before: readonly Switch[]) => readonly Switch[]): Promise<void> {
  const { switches } = await readFlags(lab.flagFile);
  const wanted = next(switches);
  const tookMs = await untilInEffect(lab, await writeFlags(lab.flagFile, wanted));
  console.log(switchText(wanted, Object.keys(lab.adminUrls).length, tookMs));
}

/** @throws SentenceError where no shop runs, or it runs without lab mode */
async function labOf(environment: NodeJS.ProcessEnv): Promise<Lab> {
  const shop = await findShop({ baseUrl: undefined, environment });
  await checkIsUp(shop);
  if (!shop.lab) throw new SentenceError('the shop runs without lab mode: start it with LAB_MODE=on');
  return shop.lab;
}
