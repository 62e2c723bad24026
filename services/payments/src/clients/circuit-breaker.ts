import type { ObservableResult } from '@opentelemetry/api';
import type { Logger } from '@spanshop/shared/logging';
import { activeSpan, attribute } from '@spanshop/shared/telemetry';
import CircuitBreaker from 'opossum';
import { meter } from '../meter.ts';

export interface CircuitBreakerOptions {
  /** The peer behind it, for spans, logs and the metric. */
  peer: string;
  /** Share of failures, in percent, above which it opens. */
  errorPercent: number;
  /** Over how long calls and failures are counted, in milliseconds. */
  windowMs: number;
  /** Calls within the window below which it stays closed. */
  minimumCalls: number;
  /** How long it stays open before it lets one call through, in milliseconds; that call closes it or opens it again. */
  resetMs: number;
  /** Whether an error speaks against the peer's health. */
  isFailure: (error: unknown) => boolean;
  logger: Logger;
}

export interface Circuit<Arguments extends unknown[], Result> {
  /** @throws CircuitOpen without calling anybody, or what the call throws */
  call(...args: Arguments): Promise<Result>;
  close(): void;
}

/** The peer has failed so often that it was not called. */
export class CircuitOpen extends Error {
  override readonly name = 'CircuitOpen';
}

/** Keeps calls from a peer that fails. Its state is a metric: 0 closed, 1 half open, 2 open. */
export function createCircuitBreaker<Arguments extends unknown[], Result>(
  action: (...args: Arguments) => Promise<Result>,
  options: CircuitBreakerOptions,
): Circuit<Arguments, Result> {
  const { peer, logger } = options;
  const breaker = new CircuitBreaker<Arguments, Result>(action, {
    // The action has a timeout of its own, and knows what its timing out means.
    timeout: false,
    errorThresholdPercentage: options.errorPercent,
    rollingCountTimeout: options.windowMs,
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
    volumeThreshold: options.minimumCalls,
    resetTimeout: options.resetMs,
    errorFilter: error => !options.isFailure(error),
  });
  breaker.on('open', () => {
    note('circuit opened', peer);
    logger.warn({ peer }, 'the circuit opened');
  });
  breaker.on('halfOpen', () => logger.info({ peer }, 'the circuit is half open: one call may probe'));
  breaker.on('close', () => {
    note('circuit closed', peer);
    logger.info({ peer }, 'the circuit closed');
  });
  breaker.on('reject', () => note('call short-circuited', peer));

  const gauge = meter.createObservableGauge('shop.circuit.state', { description: '0 closed, 1 half open, 2 open' });
  const observe = (result: ObservableResult) => result.observe(stateOf(breaker), { [attribute.peerName]: peer });
  gauge.addCallback(observe);
  return {
    async call(...args) {
      try {
        return await breaker.fire(...args);
      } catch (error) {
        const open = CircuitBreaker.isOurError(error as Error);
        throw open ? new CircuitOpen(`${peer} fails too often: it was not called`, { cause: error }) : error;
      }
    },
    close() {
      gauge.removeCallback(observe);
      breaker.shutdown();
    },
  };
}

function stateOf({ halfOpen, opened }: { halfOpen: boolean; opened: boolean }): number {
  if (halfOpen) return 1;
  return opened ? 2 : 0;
}

/** On the span of the call that changed the state, or that was not made. */
function note(event: string, peer: string): void {
  activeSpan()?.addEvent(event, { [attribute.peerName]: peer });
}
