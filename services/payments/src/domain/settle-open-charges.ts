import { attribute, inSpan } from '@spanshop/shared/telemetry';
import { tracer } from '../tracer.ts';
import type { Ledgers } from './charges.ts';
import { settleOpenCharge } from './settle-charge.ts';

const batch = 10;

export interface Pass {
  open: number;
  settled: number;
}

/** One pass of the background over what was left open. A pass that finds something is a trace of its own. */
export async function settleOpenCharges(ledgers: Ledgers): Promise<Pass> {
  const open = await ledgers.charges.takeOpen(batch);
  if (open.length === 0) return { open: 0, settled: 0 };
  return inSpan(tracer, 'settle open charges', { root: true }, async () => {
    const results = await Promise.allSettled(
      open.map(charge =>
        inSpan(tracer, 'settle charge', { attributes: { [attribute.orderId]: charge.orderId } }, () =>
          settleOpenCharge(ledgers, charge),
        ),
      ),
    );
    return { open: open.length, settled: results.filter(({ status }) => status === 'fulfilled').length };
  });
}
