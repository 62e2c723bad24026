/** What the shoppers saw since they came. */
export interface Figures {
  /** Answered, or given up. */
  requests: number;
  /** Answers of the kind that a shop in order never gives, and answers that did not come. */
  errors: number;
  /** Visits that did not take place, because too many were going on. */
  dropped: number;
  /** Name of the trace of the last order. */
  lastTraceId: string | undefined;
  /** Counts one more order; what it gives is told each status in which the order is seen. */
  addOrder(): (status: string) => void;
  /** How many orders were last seen in which status. */
  ordersByStatus(): ReadonlyMap<string, number>;
}

export function createFigures(): Figures {
  const counts = new Map<string, number>();
  const add = (status: string, change: number) => {
    const count = (counts.get(status) ?? 0) + change;
    if (count > 0) counts.set(status, count);
    else counts.delete(status);
  };
  return {
    requests: 0,
    errors: 0,
    dropped: 0,
    lastTraceId: undefined,
    addOrder() {
      let last: string | undefined;
      return status => {
        if (last) add(last, -1);
        add(status, 1);
        last = status;
      };
    },
    ordersByStatus: () => counts,
  };
}
