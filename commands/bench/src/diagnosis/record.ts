import {
  emptyShop,
  feelingAt,
  type Interruption,
  isFelt,
  type Laboratory,
  type LoadedWindow,
  loadWindow,
  openLaboratory,
  queryUrlOf,
  tracesOf,
  usualVisitsPerSecond,
} from '@spanshop/labs/experiment';
import { refuseWhileOn, type Switch, untilInEffect, writeFlags } from '@spanshop/labs/flags';
import { SentenceError } from '@spanshop/shared/errors';
import type { DiagnosisArguments } from './arguments.ts';
import { casesOf, type PlannedCase } from './planned-cases.ts';
import { type Label, type Labels, readLabels, writeLabels } from './recording.ts';
import { writeWindow } from './window-files.ts';

/** A machine drifts: a healthy window serves so many cases, then a new one is recorded. */
const casesPerBaseline = 4;

interface Baseline extends LoadedWindow {
  readonly file: string;
}

/**
 * Records every case that the folder lacks. Whatever happens, nothing is on at the end and the demo's shoppers are back.
 *
 * @param tell gets a line for each case
 * @throws SentenceError where no shop runs in lab mode, or with exit code 130 when it is interrupted
 */
export async function record(
  wanted: DiagnosisArguments,
  interruption: Interruption,
  tell: (line: string) => void,
): Promise<void> {
  const laboratory = await openLaboratory(process.env);
  const { flagFile } = laboratory.lab;
  const { signal } = interruption;
  const { folder, seconds, seeds } = wanted;
  queryUrlOf(laboratory.shop);
  await refuseWhileOn(flagFile);
  const labels = (await readLabels(folder)) ?? { visitsPerSecond: usualVisitsPerSecond, seconds, cases: [] };
  if (labels.seconds !== seconds)
    throw new SentenceError(`the recording in ${folder} has windows of ${labels.seconds} s: take another --folder`);
  const resume = await emptyShop(laboratory, signal);
  interruption.onForce(() => Promise.allSettled([writeFlags(flagFile, []), resume()]));
  try {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const missing = casesOf(wanted, seed).filter(planned => !isRecorded(labels, planned));
      for (let at = 0; at < missing.length; at += casesPerBaseline) {
        const baseline = await recordBaseline(laboratory, wanted, seed, signal);
        for (const planned of missing.slice(at, at + casesPerBaseline)) {
          const label = await recordCase(laboratory, wanted, planned, baseline, signal);
          labels.cases.push(label);
          await writeLabels(folder, labels);
          tell(`${label.name}${planned.magnitude ? `, magnitude ${planned.magnitude}` : ''}, seed ${seed}: recorded`);
        }
      }
    }
  } finally {
    await set(laboratory, []).finally(resume);
  }
}

function isRecorded({ cases }: Labels, { name, seed, magnitude }: PlannedCase): boolean {
  return cases.some(label => label.name === name && label.seed === seed && label.magnitude === magnitude);
}

async function recordBaseline(
  laboratory: Laboratory,
  { folder, seconds }: DiagnosisArguments,
  seed: number,
  signal: AbortSignal,
): Promise<Baseline> {
  await set(laboratory, []);
  const loaded = await loadWindow(laboratory.shop, { seed, seconds, untilSettled: true, signal });
  const file = `healthy-${seed}-${loaded.fromUnixMs}.json.gz`;
  await writeWindow(folder, file, tracesOf(laboratory.shop, loaded).traces);
  return { ...loaded, file };
}

async function recordCase(
  laboratory: Laboratory,
  { folder, seconds }: DiagnosisArguments,
  { name, seed, magnitude, on, rateFactor, visitorsSeed }: PlannedCase,
  baseline: Baseline,
  signal: AbortSignal,
): Promise<Label> {
  await set(laboratory, on);
  const visitsPerSecond = usualVisitsPerSecond * rateFactor;
  const loaded = await loadWindow(laboratory.shop, { visitsPerSecond, seed: visitorsSeed, seconds, signal });
  const file = `${name.replace(/[^a-z0-9]+/g, '-')}-${magnitude ?? 0}-${seed}.json.gz`;
  await writeWindow(folder, file, tracesOf(laboratory.shop, loaded).traces);
  await set(laboratory, []);
  const [first] = on;
  const before = first && feelingAt(first.fault.symptom, baseline.figures);
  const during = first && feelingAt(first.fault.symptom, loaded.figures);
  return {
    name,
    sort: first?.fault.sort ?? 'control',
    seed,
    ...(magnitude && { magnitude }),
    truths: on.map(({ fault: { truth } }) => ({ ...truth, path: [...truth.path] })),
    baseline: baseline.file,
    degraded: file,
    degradedFromUnixMs: loaded.fromUnixMs,
    ...(before && during && { felt: { before, during, isFelt: isFelt(first.fault.symptom, before, during) } }),
  };
}

async function set({ lab }: Laboratory, on: readonly Switch[]): Promise<void> {
  await untilInEffect(lab, await writeFlags(lab.flagFile, on));
}
