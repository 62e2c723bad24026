import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks';

export interface Window {
  /** The rows to draw: from `first` up to, and without, `last`. */
  readonly first: number;
  readonly last: number;
  readonly rowPx: number;
  readonly bringIntoSight: (index: number) => void;
}

/** As the style sheet has it: on a narrow page a row's bar stands below its name. */
const [widePx, narrowPx] = [26, 44];
const narrow = matchMedia('(max-width: 45rem)');

/** Rows are drawn in steps of so many, and so many beyond the edges, so that most scrolling draws nothing. */
const step = 12;

/** Which rows of a scrolled element are in sight, where each is as high as the others. */
export function useWindow(place: RefObject<HTMLElement>, count: number): Window {
  const [isNarrow, setIsNarrow] = useState(narrow.matches);
  const rowPx = isNarrow ? narrowPx : widePx;
  const [{ first, last }, setEnds] = useState({ first: 0, last: 5 * step });

  useEffect(() => {
    const follow = () => setIsNarrow(narrow.matches);
    narrow.addEventListener('change', follow);
    return () => narrow.removeEventListener('change', follow);
  }, []);

  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const look = () => {
      const top = Math.floor(element.scrollTop / rowPx / step) * step;
      const inSight = Math.ceil(element.clientHeight / rowPx / step) * step;
      const next = { first: Math.max(top - step, 0), last: top + inSight + 2 * step };
      setEnds(before => (before.first === next.first && before.last === next.last ? before : next));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [place, rowPx]);

  const bringIntoSight = useCallback(
    (index: number) => {
      const element = place.current;
      if (!element) return;
      const [top, bottom] = [index * rowPx, (index + 1) * rowPx];
      const isInSight = top >= element.scrollTop && bottom <= element.scrollTop + element.clientHeight;
      if (isInSight) return;
      const isNext = Math.abs(top - element.scrollTop) < element.clientHeight * 1.5;
      if (!isNext) element.scrollTop = top - element.clientHeight / 3;
      else element.scrollTop = top < element.scrollTop ? top : bottom - element.clientHeight;
    },
    [place, rowPx],
  );
  return { first: Math.min(first, count), last: Math.min(last, count), rowPx, bringIntoSight };
}
