import {
  type AttributeValue,
  noAttributes,
  type Resource,
  type Scope,
  type Span,
  type SpanKind,
  type StatusCode,
} from '../../src/model/index.ts';

const generatorScope: Scope = { name: 'generator', version: '1' };
const resources = new Map<string, Resource>();

export interface OpenSpan {
  readonly spanId: string;
  readonly service: string;
  /** Writes the span. Times are nanoseconds after the trace's epoch. */
  end(
    startNano: number,
    endNano: number,
    attributes?: Readonly<Record<string, AttributeValue>>,
    status?: StatusCode,
  ): void;
}

/** Collects the spans of one trace, with ids that follow from their order, each in the time of its service's clock. */
export interface SpanWriter {
  readonly spans: readonly Span[];
  open(service: string, kind: SpanKind, name: string, parentId: string | undefined): OpenSpan;
}

export function createSpanWriter(traceId: string, clocksMs: Readonly<Record<string, number>> = {}): SpanWriter {
  const spans: Span[] = [];
  let opened = 0;
  return {
    spans,
    open(service, kind, name, parentId) {
      opened += 1;
      const fastNano = (clocksMs[service] ?? 0) * 1e6;
      const spanId = traceId.slice(-8) + opened.toString(16).padStart(8, '0');
      return {
        spanId,
        service,
        end(startNano, endNano, attributes = noAttributes, status = 'unset') {
          spans.push({
            traceId,
            spanId,
            parentId,
            parentIsRemote: undefined,
            kind,
            name,
            service,
            resource: resourceOf(service),
            scope: generatorScope,
            startNano: Math.round(startNano + fastNano),
            endNano: Math.round(endNano + fastNano),
            attributes,
            events: [],
            links: [],
            traceFlags: 1,
            status,
            statusMessage: '',
          });
        },
      };
    },
  };
}

function resourceOf(service: string): Resource {
  const known = resources.get(service);
  if (known) return known;
  const created = { service, attributes: { 'service.name': service, 'service.instance.id': `${service}-1` } };
  resources.set(service, created);
  return created;
}
