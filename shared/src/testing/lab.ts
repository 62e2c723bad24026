import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  type Faults,
  type Magnitude,
  openFaults,
  type Switchable,
  variantOf,
  variants,
  versionOf,
} from '../faults/index.ts';
import type { Logger } from '../logging/index.ts';
import { silentLogger } from './silent-logger.ts';

/** Lab mode for one test: the real flags, in a file of its own. */
export interface TestLab {
  faults: Faults;
  /** The file of flags, which a test may spoil. */
  file: string;
  /** Puts this into the file; resolves once it is in effect, conditions included. */
  write(text: string): Promise<void>;
  /** @param targeting a rule of flagd's; without one it is on for everybody */
  on(fault: Switchable, magnitude?: Magnitude, targeting?: object): Promise<void>;
  off(): Promise<void>;
  close(): Promise<void>;
}

/** Hand `faults` to the service, then call `start`, which follows the flags. */
export async function openLab(logger: Logger = silentLogger()): Promise<TestLab & { start(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'spanshop-lab-'));
  const file = join(folder, 'flags.json');
  const faults = openFaults({ LAB_MODE: 'on', FLAGS_SOURCE: pathToFileURL(file).href }, logger);

  async function write(text: string): Promise<void> {
    await writeFile(`${file}.draft`, text);
    await rename(`${file}.draft`, file);
    while (faults.state().version !== versionOf(text)) await sleep(10);
  }
  const flags = (given: object) => write(JSON.stringify({ flags: given }));
  return {
    faults,
    file,
    start: faults.start,
    write,
    on: ({ name }, magnitude = 2, targeting) =>
      flags({
        [name]: {
          state: 'ENABLED',
          variants,
          defaultVariant: targeting ? 'off' : variantOf[magnitude],
          ...(targeting && { targeting }),
        },
      }),
    off: () => flags({}),
    async close() {
      await faults.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
