import type { CaptureRequest } from '@spanshop/shared/contracts/acquirer';
import type { Condition } from '@spanshop/shared/faults';
import type { Logger } from '@spanshop/shared/logging';
import { type Circuit, CircuitOpen, createCircuitBreaker } from '../../clients/circuit-breaker.ts';
import { type Acquirer, AcquirerError } from '../../domain/acquirer.ts';

type Capture = Acquirer['capture'];
type Word = Awaited<ReturnType<Capture>>;

const limits = { errorPercent: 5, minimumCalls: 2, windowMs: 10_000, resetMs: 1_500 };

/** A breaker with limits too tight for ordinary noise, which stands before the acquirer while the condition lasts. */
export function tightBreaker(acquirer: Acquirer, logger: Logger): Condition & { capture: Capture } {
  let circuit: Circuit<[CaptureRequest], Word> | undefined;

  async function captureThrough(through: NonNullable<typeof circuit>, request: CaptureRequest): Promise<Word> {
    try {
      return await through.call(request);
    } catch (error) {
      if (error instanceof LateAnswer) return error.word;
      throw error instanceof CircuitOpen ? new AcquirerError('acquirer_unavailable', error) : error;
    }
  }

  return {
    async begin(lateAfterMs) {
      const punctual = (request: CaptureRequest) => captureInTime(acquirer, request, lateAfterMs);
      circuit = createCircuitBreaker(punctual, { ...limits, peer: 'acquirer', isFailure: () => true, logger });
    },
    async end() {
      circuit?.close();
      circuit = undefined;
    },
    capture: request => (circuit ? captureThrough(circuit, request) : acquirer.capture(request)),
  };
}

/** An answer that is good and counts as a failure all the same. */
class LateAnswer extends Error {
  readonly word: Word;

  constructor(word: Word) {
    super('the answer came late');
    this.word = word;
  }
}

async function captureInTime(acquirer: Acquirer, request: CaptureRequest, lateAfterMs: number): Promise<Word> {
  const startedAt = performance.now();
  const word = await acquirer.capture(request);
  if (performance.now() - startedAt > lateAfterMs) throw new LateAnswer(word);
  return word;
}
