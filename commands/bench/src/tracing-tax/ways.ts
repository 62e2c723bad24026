import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '@spanshop/local/root';
import type { ProcessDefinition } from '@spanshop/local/topology';
import { usageError } from '@spanshop/shared/errors';
import { type DefaultWay, defaultWayOptions } from './default-way.ts';

/** One way to run the services that the shop traces; the acquirer, an outside party, runs bare in all of them. */
export interface Way {
  name: string;
  /** A word for file names, addresses and the name of its database. */
  id: string;
  /** The definition of a traced service, as this way starts it. */
  apply(service: ProcessDefinition): ProcessDefinition;
}

export const untraced: Way = {
  name: 'untraced',
  id: 'untraced',
  apply: service => ({ ...service, traced: false }),
};

export const ours: Way = { name: 'ours', id: 'ours', apply: service => service };

const sampled: Way = {
  name: 'ours at 10 %',
  id: 'sampled',
  apply: service =>
    withEnvironment(service, { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' }),
};

/** Without the seams of faults. */
export const outsideLabMode: Way = {
  name: 'lab mode off',
  id: 'lab_off',
  apply: service => withEnvironment(service, { LAB_MODE: 'off' }),
};

/** @param flagsSource where the flags are, as FLAGS_SOURCE has it */
export function inLabMode(flagsSource: string): Way {
  return {
    name: 'lab mode on',
    id: 'lab_on',
    apply: service => withEnvironment(service, { LAB_MODE: 'on', FLAGS_SOURCE: flagsSource }),
  };
}

export const defaultWayId = 'default_way';

/**
 * @param before another copy of the project
 * @throws SentenceError with exit code 2 where that is none
 */
export function waysOf(defaultWay: DefaultWay, before: string | undefined): Way[] {
  return [
    untraced,
    ours,
    sampled,
    {
      name: 'the default way',
      id: defaultWayId,
      apply: service => ({ ...withEnvironment(service, defaultWayOptions(defaultWay, service.name)), traced: false }),
    },
    ...(before === undefined ? [] : [beforeChange(resolve(before))]),
  ];
}

function beforeChange(folder: string): Way {
  const preload = join(folder, 'shared/src/telemetry/preload.ts');
  if (!existsSync(preload) || !existsSync(join(folder, 'node_modules'))) {
    throw usageError(`--before takes another copy of this project where npm ci was run; ${folder} is none`);
  }
  return {
    name: 'ours before',
    id: 'before',
    apply: service => ({
      ...withEnvironment(service, { NODE_OPTIONS: `--import=${pathToFileURL(preload).href}` }),
      entry: join(folder, relative(root, service.entry)),
      traced: false,
    }),
  };
}

function withEnvironment(service: ProcessDefinition, environment: Readonly<Record<string, string>>): ProcessDefinition {
  return { ...service, environment: { ...service.environment, ...environment } };
}
