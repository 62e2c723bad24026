import { openBlindLab, refuseWhileBlind, removeNotes } from '@spanshop/labs/blind';
import { type Laboratory, openLaboratory, refuseWhileReserved } from '@spanshop/labs/experiment';
import { readFlags, type Switch, untilInEffect, writeFlags } from '@spanshop/labs/flags';
import type { Fault } from '@spanshop/shared/faults';
import { blindStatusText } from './blind-texts.ts';
import { statusText, switchText } from './texts.ts';

/** Each gives what there is to say. */
export async function status(environment: NodeJS.ProcessEnv): Promise<string> {
  const laboratory = await openLaboratory(environment);
  const { switches, salt } = await readFlags(laboratory.lab.flagFile);
  return salt === undefined ? statusText(switches) : blindStatusText(await openBlindLab(laboratory));
}

export async function switchOn(on: Switch, environment: NodeJS.ProcessEnv): Promise<string> {
  const laboratory = await openLaboratory(environment);
  await refuseWhileBlind(laboratory);
  await refuseWhileReserved(laboratory);
  const { switches } = await readFlags(laboratory.lab.flagFile);
  return change(laboratory, [...switches.filter(({ fault }) => fault !== on.fault), on]);
}

/** @param which undefined for all of them, a blind lab included; then what the file of flags holds does not matter */
export async function switchOff(which: Fault | undefined, environment: NodeJS.ProcessEnv): Promise<string> {
  const laboratory = await openLaboratory(environment);
  const { flagFile } = laboratory.lab;
  if (which) {
    await refuseWhileBlind(laboratory);
    await refuseWhileReserved(laboratory);
    const { switches } = await readFlags(flagFile);
    const others = switches.filter(({ fault }) => fault !== which);
    return change(laboratory, others);
  }
  const { salt } = await readFlags(flagFile).catch(() => ({ salt: undefined }));
  const said = await change(laboratory, []);
  if (salt === undefined) return said;
  await removeNotes(laboratory.folder, salt);
  return `The blind lab has ended, and keeps its secret.\n${said}`;
}

/** What does not take effect everywhere is taken back. */
async function change({ lab }: Laboratory, wanted: readonly Switch[]): Promise<string> {
  const { switches: before } = await readFlags(lab.flagFile).catch(() => ({ switches: [] }));
  const tookMs = await untilInEffect(lab, await writeFlags(lab.flagFile, wanted)).catch(async error => {
    if (wanted.length > 0) await writeFlags(lab.flagFile, before);
    throw error;
  });
  return switchText(wanted, Object.keys(lab.adminUrls).length, tookMs);
}
