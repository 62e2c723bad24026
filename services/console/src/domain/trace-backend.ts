import type { Trace } from '@spanshop/analysis/model';
import type { JaegerSearch } from '@spanshop/analysis/readers';

/** Where traces are kept: whatever answers Jaeger's query API v3. */
export interface TraceBackend {
  services(): Promise<readonly string[]>;
  operations(service: string): Promise<readonly string[]>;
  /** What is found, one by one: hundreds of traces at a time would be more memory than the console has. */
  search(search: JaegerSearch): AsyncIterable<Trace>;
  /** The backend's own answer for one trace, as JSON that nobody has looked at; undefined when it has none. */
  openTrace(traceId: string): Promise<ReadableStream<Uint8Array> | undefined>;
}
