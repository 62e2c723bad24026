import type { Operation } from './types.ts';

/** The services and operations of the spans that are in the store: an operation goes with its last span. */
export interface OperationsIndex {
  /** Counts one more span of this operation and gives the operation that they all share. */
  acquire(serviceName: string, name: string, kind: number): Operation;
  /** Counts one span less. */
  release(operation: Operation): void;
  /** Names of services, sorted. */
  services(): string[];
  /** The operations of one service, sorted by name and kind; none when the service is not known. */
  operations(serviceName: string): Operation[];
}

interface Counted extends Operation {
  spans: number;
}

export function createOperationsIndex(): OperationsIndex {
  const services = new Map<string, Map<string, Counted>>();
  const keyOf = (name: string, kind: number): string => `${kind} ${name}`;

  return {
    acquire(serviceName, name, kind) {
      let operations = services.get(serviceName);
      if (operations === undefined) {
        operations = new Map();
        services.set(serviceName, operations);
      }
      const key = keyOf(name, kind);
      let operation = operations.get(key);
      if (operation === undefined) {
        operation = { serviceName, name, kind, spans: 0 };
        operations.set(key, operation);
      }
      operation.spans += 1;
      return operation;
    },
    release(operation) {
      const counted = operation as Counted;
      counted.spans -= 1;
      if (counted.spans > 0) return;
      const operations = services.get(counted.serviceName);
      operations?.delete(keyOf(counted.name, counted.kind));
      if (operations?.size === 0) services.delete(counted.serviceName);
    },
    services: () => [...services.keys()].sort(),
    operations: serviceName => [...(services.get(serviceName)?.values() ?? [])].sort(byNameAndKind),
  };
}

function byNameAndKind(a: Operation, b: Operation): number {
  if (a.name === b.name) return a.kind - b.kind;
  return a.name < b.name ? -1 : 1;
}
