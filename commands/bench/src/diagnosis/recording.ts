import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '@spanshop/local/files';
import { SentenceError } from '@spanshop/shared/errors';
import { z } from 'zod';

const place = z.object({ service: z.string(), operation: z.string() });
const feeling = z.object({ p50Ms: z.number(), p95Ms: z.number(), errorRate: z.number() });

/** What is true of a case: for others who want to try a method of their own on the same traces. */
const label = z.object({
  /** What was done: the names of faults, or of a control. */
  name: z.string(),
  sort: z.enum(['performance', 'tracing', 'control']),
  seed: z.number(),
  magnitude: z.number().optional(),
  /** Who is to be named; empty for a control, two where two faults were on at once. */
  truths: z.array(place.extend({ kind: z.string(), path: z.array(place) })),
  /** Files of traces in this folder: OTLP JSON, a trace a line, in gzip. */
  baseline: z.string(),
  degraded: z.string(),
  degradedFromUnixMs: z.number(),
  /** What a user met where the fault shows; undefined for a control. */
  felt: z.object({ before: feeling, during: feeling, isFelt: z.boolean() }).optional(),
});

const labels = z.object({ visitsPerSecond: z.number(), seconds: z.number(), cases: z.array(label) });

export type Label = z.infer<typeof label>;
export type Labels = z.infer<typeof labels>;

const labelsFile = (folder: string) => join(folder, 'labels.json');

/**
 * @returns undefined where the folder holds no recording
 * @throws SentenceError for a list that cannot be read
 */
export async function readLabels(folder: string): Promise<Labels | undefined> {
  try {
    return labels.parse(JSON.parse(await readFile(labelsFile(folder), 'utf8')));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new SentenceError(`${labelsFile(folder)} is not the list of a recording`, { cause });
  }
}

/** Writes the list whole or not at all, so that a recording which is interrupted can be gone on with. */
export async function writeLabels(folder: string, all: Labels): Promise<void> {
  await writeWhole(labelsFile(folder), `${JSON.stringify(all, null, 2)}\n`);
}
