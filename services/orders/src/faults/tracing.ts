import type { Faults } from '@spanshop/shared/faults';
import type { Carrier } from '@spanshop/shared/telemetry';
import { lostBaggage } from './lost-baggage/entry.ts';
import { traceAlone } from './lost-baggage/trace-alone.ts';
import { silentService } from './silent-service/entry.ts';
import { exportNothing } from './silent-service/export-nothing.ts';

/** What a message takes along of the context in which it is sent, with each fault that breaks the traces beyond that. */
export function messageContextWith(faults: Faults, whole: () => Promise<Carrier>): () => Promise<Carrier> {
  faults.whileOn(silentService, exportNothing);
  return faults.choose(lostBaggage, whole, percent => traceAlone(whole, percent));
}
