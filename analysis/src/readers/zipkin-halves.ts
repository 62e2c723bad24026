import { compareText, type ReportedSpan } from '../model/index.ts';

/** The spans that share one id. The first keeps it. */
type Halves = readonly ReportedSpan[];

/**
 * Gives spans of Zipkin that share one id an id each. The half that sends keeps the id; those that receive get ids of their
 * own and hang below it. Children of the shared id belong to the half of their service, and of their address where several
 * are of that service. A half that is alone keeps its id: an edge whose caller is not traced, for example.
 *
 *     client half a  |-------------|      id 1
 *     server half b     |-------|         id 1, shared -> "1-b", child of 1
 *     child of b         |----|           parent 1     -> parent "1-b"
 */
export function separateSharedSpans(spans: readonly ReportedSpan[]): readonly ReportedSpan[] {
  const halvesById = findHalves(spans);
  if (halvesById.size === 0) return spans;
  return spans.map(span => {
    const halves = halvesById.get(span.spanId) ?? [];
    const position = halves.findIndex(half => isSame(half, span));
    const [keeper] = halves;
    const hangsBelow = position > 0 && keeper !== undefined && isSender(keeper);
    const parentId = hangsBelow ? span.spanId : parentOf(span, halvesById.get(span.parentId ?? '') ?? []);
    return { ...span, parentId, spanId: position > 0 ? idOf(halves, position) : span.spanId };
  });
}

function findHalves(spans: readonly ReportedSpan[]): ReadonlyMap<string, Halves> {
  const byId = new Map<string, ReportedSpan[]>();
  for (const span of spans) {
    if (span.address === undefined) continue;
    const known = byId.get(span.spanId);
    if (!known) byId.set(span.spanId, [span]);
    else if (!known.some(half => isSame(half, span))) known.push(span);
  }
  for (const [id, halves] of byId) {
    if (halves.length === 1) byId.delete(id);
    else halves.sort((a, b) => rank(a) - rank(b) || compareText(nameOf(a), nameOf(b)));
  }
  return byId;
}

/** Whether two spans of one id are one half, which was reported twice. */
function isSame(a: ReportedSpan, b: ReportedSpan): boolean {
  return a.resource.service === b.resource.service && a.address === b.address && a.kind === b.kind;
}

function isSender({ kind }: ReportedSpan): boolean {
  return kind === 'client' || kind === 'producer';
}

function rank(span: ReportedSpan): number {
  if (isSender(span)) return 0;
  return span.kind === 'internal' ? 1 : 2;
}

function nameOf({ resource, address, kind }: ReportedSpan): string {
  return `${resource.service} ${address} ${kind}`;
}

/** By service as far as that is enough, with the address or a number where it is not. */
function idOf(halves: Halves, position: number): string {
  const half = halves[position] as ReportedSpan;
  const isOnlyOne = halves.filter(({ resource }) => resource.service === half.resource.service).length === 1;
  return `${half.spanId}-${half.resource.service}${isOnlyOne ? '' : `-${position}`}`;
}

function parentOf(span: ReportedSpan, halves: Halves): string | undefined {
  const ofService = halves.filter(half => half.resource.service === span.resource.service);
  const receivers = ofService.filter(half => !isSender(half));
  const nearest = receivers.find(half => half.address === span.address) ?? receivers[0] ?? ofService[0];
  const position = nearest ? halves.indexOf(nearest) : 0;
  return position > 0 ? idOf(halves, position) : span.parentId;
}
