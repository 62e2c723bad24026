import { catalogue } from '@spanshop/labs/catalogue';
import { watchInterruption } from '@spanshop/terminal';
import { readArguments } from './arguments.ts';
import { help } from './help.ts';
import { answer, hint, reveal, start } from './play-blind.ts';
import { playGameDay } from './play-game-day.ts';
import { runFault } from './run-fault.ts';
import { status, switchOff, switchOn } from './switch-faults.ts';
import { listText, showText } from './texts.ts';

/** The whole of npm run lab. Gives the exit code; errors in one sentence are thrown. */
export async function runLab(given: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const command = readArguments(given);
  const say = (text: string) => {
    console.log(text);
    return 0;
  };
  switch (command.what) {
    case 'help':
      return say(help);
    case 'list':
      return say(listText(catalogue));
    case 'show':
      return say(showText(command.fault));
    case 'status':
      return say(await status(environment));
    case 'on':
      return say(await switchOn(command.on, environment));
    case 'off':
      return say(await switchOff(command.fault, environment));
    case 'run':
      return runFault(command, environment, watchInterruption());
    case 'start':
      return start(command, environment);
    case 'hint':
      return say(await hint(environment));
    case 'answer':
      return say(await answer(command.answer, environment));
    case 'game-day':
      return playGameDay(command, environment, watchInterruption());
    case 'reveal':
      return reveal(environment);
  }
}
