import type { Condition } from '@spanshop/shared/faults';
import type { AcquirerClient } from '../../clients/acquirer-client.ts';
import type { Acquirer } from '../../domain/acquirer.ts';

/** Opens a client of its own to the acquirer that tries so often, and pauses so long before the second try. */
export type Connect = (repeat: { attempts: number; pauseMs: number }) => AcquirerClient;

/** While the condition lasts captures go through a client that tries so many times without a pause. */
export function askAgainAtOnce(
  capture: Acquirer['capture'],
  connect: Connect,
): Condition & { capture: Acquirer['capture'] } {
  let stubborn: AcquirerClient | undefined;
  return {
    async begin(attempts) {
      stubborn = connect({ attempts, pauseMs: 0 });
    },
    async end() {
      stubborn?.close();
      stubborn = undefined;
    },
    capture: request => (stubborn ? stubborn.capture(request) : capture(request)),
  };
}
