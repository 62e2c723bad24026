import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SentenceError } from '@spanshop/shared/errors';
import { sentenceOf } from '@spanshop/terminal';
import { z } from 'zod';
import type { Profile } from '../../../../load-tests/lib/profile.ts';
import { type K6Call, k6Command } from './k6-command.ts';

/** A scenario as k6 will run it. */
export interface InspectedScenario {
  /** What k6 calls it, and with it the traces. */
  name: string;
  about: string;
  /** Of 100 visitors, how many take each journey. */
  mix: Readonly<Record<string, number>>;
  profile: Profile;
  /** How many times as long as the objectives say answers may take. */
  latencyFactor: number;
}

const run = promisify(execFile);
const timeoutMs = 30_000;

/**
 * Has k6 evaluate a scenario, with what it is told by its variables: the only one who knows for certain what k6 would do.
 *
 * @throws SentenceError when k6 cannot read it
 */
export async function inspectScenario(call: K6Call): Promise<InspectedScenario> {
  const [program, ...given] = k6Command(call, () => ['inspect', '--include-system-env-vars', '--log-format', 'raw']);
  try {
    const { stdout } = await run(program, given, { env: { ...process.env, ...call.variables }, timeout: timeoutMs });
    return scenarioFrom(JSON.parse(stdout));
  } catch (error) {
    // What is wrong with a script stands in k6's first line; the places follow.
    const [said] = ((error as { stderr?: string }).stderr ?? '').trim().split('\n');
    throw new SentenceError(`k6 cannot read the scenario ${call.scenario}: ${said || sentenceOf(error)}`, {
      cause: error,
    });
  }
}

/** A duration as Go writes it, such as `2m0s`, in seconds. */
const duration = z
  .string()
  .regex(/^(\d+(\.\d+)?(ms|h|m|s))+$/)
  .transform(text => {
    const parts = text.matchAll(/([\d.]+)(ms|h|m|s)/g);
    return [...parts].reduce((sum, [, number, unit]) => sum + Number(number) * secondsIn[unit as Unit], 0);
  });
const secondsIn = { ms: 0.001, s: 1, m: 60, h: 3_600 } as const;
type Unit = keyof typeof secondsIn;

/** The two executors of lib/scenario-options.ts, as one profile: rates in visits per second. */
const arrivals = z.discriminatedUnion('executor', [
  z
    .object({ executor: z.literal('constant-arrival-rate'), rate: z.number(), timeUnit: duration, duration })
    .transform(({ rate, timeUnit, duration: seconds }): Profile => {
      return { startRate: rate / timeUnit, stages: [{ seconds, rate: rate / timeUnit }] };
    }),
  z
    .object({
      executor: z.literal('ramping-arrival-rate'),
      startRate: z.number(),
      timeUnit: duration,
      stages: z.array(z.object({ target: z.number(), duration })).min(1),
    })
    .transform(({ startRate, timeUnit, stages }): Profile => {
      const perSecond = stages.map(({ target, duration: seconds }) => ({ seconds, rate: target / timeUnit }));
      return { startRate: startRate / timeUnit, stages: perSecond };
    }),
]);

const options = z.object({
  scenarios: z.record(z.string(), arrivals),
  ext: z.object({
    spanshop: z.object({
      about: z.string(),
      mix: z.record(z.string(), z.number()),
      latencyFactor: z.number().default(1),
    }),
  }),
});

/** @param inspected what `k6 inspect` prints. @throws ZodError when it is no scenario of ours */
export function scenarioFrom(inspected: unknown): InspectedScenario {
  const { scenarios, ext } = options.parse(inspected);
  const [first, ...more] = Object.entries(scenarios);
  if (!first || more.length > 0) throw new Error('it is not one scenario');
  const [name, profile] = first;
  return { name, profile, ...ext.spanshop };
}
