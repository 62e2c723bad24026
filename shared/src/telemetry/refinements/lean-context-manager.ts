/**
 * Buys: about 14 microseconds of processor time for each HTTP message (docs/adr/0008).
 * Without it: the same traces, at that cost.
 * Upstream: AsyncLocalStorageContextManager binds every emitter that it is given, and has no option.
 */
import { ClientRequest, IncomingMessage } from 'node:http';
import type { Context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import type { Refinement } from '../sdk/telemetry-parts.ts';

export const leanContextManager: Refinement = parts => ({ ...parts, contextManager: new LeanContextManager() });

/**
 * The SDK's context manager without what it does for nothing here. It replaces nine methods of every request and response, and
 * wraps every listener that is added to them. Nobody needs that of a client's request and response, nor of a server's request:
 * what waits for them goes on in its own context by itself (a promise, or body-parser's AsyncResource), and the HTTP
 * instrumentation keeps its span in a variable. A server's response stays bound: its span takes the route from the context.
 */
export class LeanContextManager extends AsyncLocalStorageContextManager {
  override bind<T>(context: Context, target: T): T {
    if (target instanceof IncomingMessage || target instanceof ClientRequest) return target;
    if (typeof target !== 'function') return super.bind(context, target);
    const manager = this;
    return function (this: unknown, ...given: unknown[]) {
      return manager.with(context, () => target.apply(this, given));
    } as T;
  }
}
