import { Link } from 'wouter-preact';
import { colourOf } from '../data/service-colours.ts';
import { asChange, inWords } from '../text/durations.ts';
import { Text } from '../text/text.tsx';
import { titleOf } from '../trace/span-title.ts';
import type { Change } from './changes.ts';

interface ChangeRowProps {
  readonly change: Change;
  readonly topPx: number;
  /** The largest change of all, whose bar is the longest. */
  readonly mostMs: number;
  readonly beforeId: string;
  readonly afterId: string;
}

const deepestIndent = 24;

/** One span of both traces, or of one of them. It leads to the span where it is. */
export function ChangeRow({ change, topPx, mostMs, beforeId, afterId }: ChangeRowProps) {
  const { span, what, depth, beforeMs, afterMs, changeMs } = change;
  const traceId = what === 'gone' ? beforeId : afterId;
  const share = mostMs === 0 ? 0 : Math.abs(changeMs) / mostMs;
  return (
    <li class={`row ${what}`} style={{ top: `${topPx}px`, '--colour': colourOf(span.service) }}>
      <Link
        class="name"
        href={`/traces/${traceId}?span=${span.spanId}`}
        style={{ paddingLeft: `${Math.min(depth, deepestIndent) * 0.75}rem` }}
      >
        <b>
          <Text>{span.service}</Text>
        </b>
        <span class="operation">
          <Text>{titleOf(span)}</Text>
        </span>
        {what === 'new' && <span class="badge warn">new</span>}
        {what === 'gone' && <span class="badge">gone</span>}
        {span.status === 'error' && <span class="badge bad">error</span>}
      </Link>
      <span class="numbers number">
        <span>{beforeMs === undefined ? '–' : inWords(beforeMs)}</span>
        <span>{afterMs === undefined ? '–' : inWords(afterMs)}</span>
        <span>{asChange(changeMs)}</span>
        <i class={changeMs > 0 ? 'slower' : 'faster'} style={{ width: `${share * 100}%` }} />
      </span>
    </li>
  );
}
