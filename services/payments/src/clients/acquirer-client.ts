import { type Capture, capture } from '@spanshop/shared/contracts/acquirer';
import { remainingMs } from '@spanshop/shared/deadline';
import { PeerError } from '@spanshop/shared/errors';
import type { Call, HttpClient } from '@spanshop/shared/http';
import { type Acquirer, AcquirerError, type Payment } from '../domain/acquirer.ts';
import { type CircuitBreakerOptions, CircuitOpen, createCircuitBreaker } from './circuit-breaker.ts';

type AcquirerCall = Call<typeof capture>;

/** With less time than this the acquirer is not asked: its answer would most likely come too late. */
const leastTimeMs = 100;

export type AcquirerClient = Acquirer & { close(): void };

/**
 * The acquirer behind a circuit breaker. Each call goes by reference, so that it may be tried twice.
 *
 * @param repeat how often, and after which pause, what fails is tried
 */
export function createAcquirerClient(
  http: HttpClient,
  breaker: Omit<CircuitBreakerOptions, 'peer' | 'isFailure'>,
  repeat: Pick<AcquirerCall, 'attempts' | 'pauseMs'> = { attempts: 2 },
): AcquirerClient {
  const circuit = createCircuitBreaker((call: AcquirerCall) => http.call({ ...call, ...repeat }), {
    ...breaker,
    peer: 'acquirer',
    isFailure: error => !isRefusal(error),
  });

  async function statusOf<Expected>(
    reference: string,
    call: AcquirerCall,
    refusals: Readonly<Record<string, Expected>> = {},
  ) {
    try {
      if (remainingMs() < leastTimeMs) throw new TooLate('there is too little time left to ask the acquirer');
      return (await circuit.call({ ...call, expects: { reference, ...call.expects } })).status;
    } catch (error) {
      const isExpected = isRefusal(error) && error.code in refusals && error.extensions['reference'] === reference;
      if (isExpected) return refusals[error.code] as Expected;
      throw acquirerError(error);
    }
  }

  return {
    capture: request =>
      statusOf<Capture['status']>(
        request.reference,
        { method: 'POST', path: '/v1/captures', body: request, response: capture, isAnswer: isAbout(request) },
        { reference_reversed: 'reversed' },
      ),
    find: payment => {
      const { reference } = payment;
      const path = '/v1/captures/{reference}';
      const call = { method: 'GET', path, parameters: { reference }, response: capture } as const;
      return statusOf(reference, { ...call, isAnswer: isAbout(payment) }, { unknown_reference: undefined });
    },
    async reverse(reference) {
      const path = '/v1/captures/{reference}/reversal';
      const expects = { status: 'reversed' };
      await statusOf(reference, { method: 'POST', path, parameters: { reference }, response: capture, expects });
    },
    close: circuit.close,
  };
}

/** A reversal that came first stands there without money. */
function isAbout({ amountMinor, currency }: Payment): (answer: Capture) => boolean {
  return answer => answer.status === 'reversed' || (answer.amountMinor === amountMinor && answer.currency === currency);
}

class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** A refusal is the answer of an acquirer that is well. */
function isRefusal(error: unknown): error is PeerError {
  return error instanceof PeerError && error.failure === 'refused';
}

function acquirerError(error: unknown): unknown {
  if (error instanceof CircuitOpen || error instanceof TooLate) return new AcquirerError('acquirer_unavailable', error);
  if (!(error instanceof PeerError)) return error;
  if (error.failure === 'unreachable') return new AcquirerError('acquirer_unavailable', error);
  return new AcquirerError(error.outcomeUnknown ? 'acquirer_outcome_unknown' : 'acquirer_refused', error);
}
