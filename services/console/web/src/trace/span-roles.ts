import { childrenOf, isHandedOver, poolWaitedFor, type Span, type Trace } from '@spanshop/analysis/model';

/** What is shorter than this, or than a hundredth of the request, is not what anybody looks for. */
const shortNano = 1_000_000;
const shortShare = 0.01;

/** Connecting, and waiting for a connection of the pool: every query has one, and nearly all take no time. */
const connecting = /^(tcp|tls|dns)[. ]|\bconnect$/i;

/** By position: whether nobody waited for the span, since its work was handed over, or begins when the answer has left. */
export function afterTheAnswer(trace: Trace, root: number): readonly boolean[] {
  const endNano = trace.spans[root]?.endNano ?? Number.POSITIVE_INFINITY;
  const isAfterwards = trace.spans.map(({ startNano }) => startNano > endNano);
  const isKnown = new Uint8Array(trace.spans.length);
  // A span's start lies before its children's only where clocks agree, so the walk goes along the tree.
  const stack = trace.spans.flatMap((_, position) => (trace.tree.parents[position] === -1 ? [position] : []));
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (isKnown[at]) continue;
    isKnown[at] = 1;
    for (const child of childrenOf(trace.tree, at)) {
      const isHanded = isHandedOver(trace.spans[at], trace.spans[child] as Span);
      isAfterwards[child] ||= isAfterwards[at] === true || isHanded;
      stack.push(child);
    }
  }
  return isAfterwards;
}

/** By position: whether the span is a short connecting that went well and has nothing below it and nothing to tell. */
export function foldable(trace: Trace, root: number): readonly boolean[] {
  const request = trace.spans[root] as Span;
  const longNano = Math.max(shortNano, (request.endNano - request.startNano) * shortShare);
  return trace.spans.map((span, position) => {
    const { tree } = trace;
    const isLeaf = tree.offsets[position] === tree.offsets[position + 1];
    const isQuiet = span.status !== 'error' && span.events.length === 0 && span.links.length === 0;
    const isConnecting = poolWaitedFor(span) !== undefined || (span.kind !== 'server' && connecting.test(span.name));
    return position !== root && isLeaf && isQuiet && isConnecting && span.endNano - span.startNano < longNano;
  });
}
