import { type Logger, pino } from 'pino';

export type { Logger };

/** Field paths that may hold a card token or a person's data; they never reach a log line. */
const redact = ['paymentToken', 'cardToken', '*.paymentToken', '*.cardToken', 'req.headers', 'request.headers'];

/** JSON lines on standard output; the preloaded instrumentation adds trace_id, span_id and trace_flags of the active span. */
export function createLogger(service: string, level: string): Logger {
  return pino({
    base: { service },
    level,
    redact: { paths: redact, censor: '[redacted]' },
    formatters: { level: label => ({ level: label }) },
    serializers: { err: describeError },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}

/** Errors of drivers carry whole connections; the log says just what went wrong and where, and what caused it. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: (error as { message?: unknown })?.message ?? String(error) };
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  return { type: name, message, code, stack, ...(cause === undefined ? {} : { cause: describeError(cause) }) };
}
