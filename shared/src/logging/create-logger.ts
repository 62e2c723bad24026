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
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
