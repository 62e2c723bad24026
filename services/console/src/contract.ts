/** What the console's service and its pages say to each other. Names of services and operations are cut to 200 characters. */

/** What a list of traces shows of one. */
export interface TraceSummary {
  readonly traceId: string;
  readonly service: string;
  readonly operation: string;
  readonly startUnixMs: number;
  /** Of the root; what goes on after its answer is not counted. */
  readonly durationMs: number;
  readonly spanCount: number;
  readonly errorCount: number;
  /** Whether the request itself failed; a span inside may fail without that. */
  readonly isFailed: boolean;
  /** How many spans each service has, by name. */
  readonly services: Readonly<Record<string, number>>;
  /** The storefront and the load run that the request belongs to; empty where it says none. */
  readonly storefront: string;
  readonly loadRun: string;
}

/** A span of another trace that links to a span of this one. */
export interface LinkingSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly service: string;
  readonly operation: string;
  readonly startUnixMs: number;
  /** The span here that it links to. */
  readonly toSpanId: string;
}

/** Who links to a trace. */
export interface Linking {
  readonly spans: readonly LinkingSpan[];
  /** Where looking through the others ended, since there were too many; absent where all were looked through. */
  readonly untilUnixMs?: number;
}

/** Where else the same traces can be asked for and looked at, without a slash at the end; absent where that does not run. */
export interface Places {
  readonly queryUrl?: string | undefined;
  readonly jaegerUrl?: string | undefined;
  readonly zipkinUrl?: string | undefined;
}
