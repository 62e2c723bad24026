import { useRef, useState } from 'preact/hooks';

export interface Drag {
  /** The stretch that is being drawn, as shares of the element's width; undefined while nothing is. */
  readonly stretch: readonly [number, number] | undefined;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
    readonly onPointerCancel: () => void;
  };
}

/** A shorter drag was meant as a click. */
const leastPx = 5;

/** Drawing a stretch of an element's width with the pointer. */
export function useDrag(onDone: (from: number, to: number) => void): Drag {
  const [stretch, setStretch] = useState<readonly [number, number]>();
  // A quick drag is over before anything was drawn again.
  const start = useRef<number>();
  const shareOf = (event: PointerEvent) => {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    return Math.min(Math.max((event.clientX - left) / Math.max(width, 1), 0), 1);
  };
  const stop = () => {
    start.current = undefined;
    setStretch(undefined);
  };
  return {
    stretch,
    handlers: {
      onPointerDown(event) {
        if (event.button !== 0) return;
        (event.currentTarget as Element).setPointerCapture(event.pointerId);
        start.current = shareOf(event);
        setStretch([start.current, start.current]);
      },
      onPointerMove(event) {
        if (start.current !== undefined) setStretch([start.current, shareOf(event)]);
      },
      onPointerUp(event) {
        const [from, to] = [start.current, shareOf(event)];
        stop();
        const { width } = (event.currentTarget as Element).getBoundingClientRect();
        if (from !== undefined && Math.abs(to - from) * width >= leastPx) onDone(from, to);
      },
      onPointerCancel: stop,
    },
  };
}
