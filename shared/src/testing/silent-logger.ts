import { createLogger, type Logger } from '../logging/index.ts';

/** For tests, which assert on answers, states and spans rather than on what is logged. */
export function silentLogger(): Logger {
  return createLogger('test', 'silent');
}
