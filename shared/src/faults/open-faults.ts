import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@openfeature/server-sdk';
import type { LabConfig } from '../config/index.ts';
import { usageError } from '../errors/index.ts';
import type { Logger } from '../logging/index.ts';
import type { Switchable } from './fault.ts';
import { type Faults, noFaults } from './faults.ts';
import { followConditions } from './follow-conditions.ts';
import { hideSeams } from './hide-seams.ts';
import type { FlagSource } from './open-flags.ts';
import { activeTenant, targetedMagnitude } from './targeted.ts';

const retryAfterMs = 1_000;

/**
 * The faults of a process. Where lab mode is off there are none; where it is on each seam asks OpenFeature, and what is off
 * for everybody is answered from memory until the flags change.
 *
 * @throws SentenceError with exit code 2 where lab mode is on and nobody says where the flags are
 */
export function openFaults(config: LabConfig, logger: Logger): Faults {
  const { LAB_MODE: mode, FLAGS_SOURCE: flags } = config;
  if (mode === 'off') return onlyPutBack(logger);
  if (flags === undefined) throw usageError('invalid configuration: LAB_MODE=on needs FLAGS_SOURCE');
  hideSeams();
  const conditions = followConditions(logger);
  let offForAll = new Set<string>();
  const ending = new AbortController();
  let source: FlagSource | undefined;
  let inEffect: string | undefined;
  let following = Promise.resolve();

  /** Undefined where the fault is off. */
  async function flagged(fault: Switchable, customerId: string | undefined): Promise<number | undefined> {
    if (!source) return undefined;
    // An answer that comes after the next change must not be remembered beyond it.
    const asOfNow = offForAll;
    const { value, isStatic } = await evaluate(source.client, fault.name, customerId);
    if (isStatic && value === 0) asOfNow.add(fault.name);
    return fault.magnitudes.values[value - 1];
  }

  function forRequest(fault: Switchable): number | undefined {
    const magnitude = fault.scopes.request === true ? targetedMagnitude(fault.name) : undefined;
    return magnitude && fault.magnitudes.values[magnitude - 1];
  }

  const reach = () => conditions.reach(fault => flagged(fault, undefined));

  /** @returns when the conditions have been tried once; what did not take effect is tried again after that */
  function follow(): Promise<void> {
    offForAll = new Set();
    const triedOnce = Promise.withResolvers<void>();
    following = following.then(async () => {
      const version = source?.version();
      for (let isReached = await reach(); !isReached && !ending.signal.aborted; isReached = await reach()) {
        triedOnce.resolve();
        await sleep(retryAfterMs, undefined, { signal: ending.signal, ref: false }).catch(() => {});
      }
      inEffect = version;
      triedOnce.resolve();
    });
    return triedOnce.promise;
  }

  return {
    choose: (fault, healthy, faulty, factsOf) => {
      const choice = async (...given: Parameters<typeof healthy>) => {
        const magnitude = forRequest(fault) ?? (await flagged(fault, factsOf?.(...given).customerId));
        return magnitude === undefined ? healthy(...given) : faulty(magnitude)(...given);
      };
      return (...given) =>
        offForAll.has(fault.name) && forRequest(fault) === undefined ? healthy(...given) : choice(...given);
    },
    whileOn: conditions.add,
    async start() {
      const { openFlags } = await import('./open-flags.ts');
      source = await openFlags(
        flags,
        () => void follow(),
        problem => logger.warn(`the flag source ${problem}; what it said before stays`),
      );
      await follow();
    },
    async stop() {
      ending.abort();
      await following;
      await source?.close();
      await conditions.reach(async () => undefined);
    },
    state: () => ({ labMode: true, version: inEffect, problem: source?.problem() }),
  };
}

/** Outside lab mode nothing goes wrong on purpose, and what an earlier process in lab mode left behind is put back. */
function onlyPutBack(logger: Logger): Faults {
  const conditions = followConditions(logger);
  return {
    ...noFaults,
    whileOn: conditions.add,
    async start() {
      await conditions.reach(async () => undefined);
    },
  };
}

/** What OpenFeature calls static, and what the file does not name, is the same for every request. */
async function evaluate(client: Client, fault: string, customerId: string | undefined) {
  const tenant = activeTenant();
  const { value, reason, errorCode } = await client.getNumberDetails(fault, 0, {
    ...(customerId === undefined ? {} : { targetingKey: customerId }),
    ...(tenant === undefined ? {} : { tenant }),
  });
  return { value, isStatic: reason === 'STATIC' || errorCode === 'FLAG_NOT_FOUND' };
}
