import type { Timeline } from '../compare/index.ts';
import { type Frame, framesOf } from './frames.ts';

/**
 * The time that the spans of a request spend by themselves, by `PathKey.id`: while no child runs, on the critical path or not.
 *
 *     A  |====------------==|      = own
 *     B      |====----|
 *     C           |=======|
 */
export function ownTimesNano({ spans }: Timeline): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const frames = framesOf(spans);
  for (const frame of frames) {
    let coveredToNano = frame.loNano;
    for (const position of frame.children) {
      const child = frames[position] as Frame;
      addStretch(times, frame, coveredToNano, child.loNano);
      coveredToNano = Math.max(coveredToNano, child.hiNano);
    }
    addStretch(times, frame, coveredToNano, frame.hiNano);
  }
  return times;
}

function addStretch(times: Map<string, number>, { span }: Frame, fromNano: number, toNano: number): void {
  for (const { keyId, startNano, endNano } of span.own) {
    const nano = Math.min(endNano, toNano) - Math.max(startNano, fromNano);
    if (nano > 0) times.set(keyId, (times.get(keyId) ?? 0) + nano);
  }
}
