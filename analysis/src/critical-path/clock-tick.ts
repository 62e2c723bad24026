import type { Trace } from '../model/index.ts';

const nanoPerMicro = 1_000;
const nanoPerMs = 1_000_000;
const known = new WeakMap<Trace, number>();

/**
 * The resolution of the clocks that spans were started by: 1 ms where all starts of a trace are whole milliseconds, as some
 * exporters cut them, 1 us where they are whole microseconds, 1 ns otherwise. Ends may be finer than starts: exporters add
 * a duration that was measured by another clock.
 */
export function clockTickNano(trace: Trace): number {
  const tickNano = known.get(trace) ?? tickOf(trace);
  known.set(trace, tickNano);
  return tickNano;
}

function tickOf({ spans }: Trace): number {
  let tickNano = nanoPerMs;
  for (const { startNano } of spans) {
    if (startNano % tickNano !== 0) tickNano = startNano % nanoPerMicro === 0 ? nanoPerMicro : 1;
  }
  return tickNano;
}
