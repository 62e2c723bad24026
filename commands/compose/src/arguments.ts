import { usageError } from '@spanshop/shared/errors';
import { readOptions, refuseWords } from '@spanshop/terminal';

export interface ComposeArguments {
  help: boolean;
  command: 'up' | 'down';
  /** Services export straight to Jaeger and Zipkin, without the Collector. */
  direct: boolean;
  /** With down: forget the data too. */
  volumes: boolean;
}

export const help = `npm run compose [-- up|down] [-- <arguments>]

Checks what the shop needs to run on containers (Docker there and running, Docker Compose v2, memory, free ports), starts it
with docker compose, places an order, and prints what to open.

  up            start the shop; the default
  down          stop it; its data stay
  --volumes     with down: its data go as well
  --direct      with up: services export straight to Jaeger and Zipkin, without the Collector
  --help        this text

Ports and versions are in .env. The standard OTEL_* variables that README.md lists reach every traced service.`;

/** @throws SentenceError with exit code 2 for anything that is not an argument */
export function readArguments(given: readonly string[]): ComposeArguments {
  const { values, positionals } = readOptions('npm run compose', given, options);
  const [command = 'up', ...more] = positionals;
  if (command !== 'up' && command !== 'down') refuseWords('npm run compose', [command]);
  refuseWords('npm run compose', more);
  const read: ComposeArguments = {
    help: values.help ?? false,
    command: command === 'down' ? 'down' : 'up',
    direct: values.direct ?? false,
    volumes: values.volumes ?? false,
  };
  if (read.direct && read.command === 'down')
    throw usageError('down takes everything down; --direct means nothing to it');
  if (read.volumes && read.command === 'up') throw usageError('--volumes belongs to down');
  return read;
}

const options = {
  help: { type: 'boolean', short: 'h' },
  direct: { type: 'boolean' },
  volumes: { type: 'boolean', short: 'v' },
} as const;
