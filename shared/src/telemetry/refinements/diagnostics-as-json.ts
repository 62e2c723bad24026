/**
 * Buys: what OpenTelemetry says of itself is a line of the log like any other: JSON, one line for each, with its service.
 * Without it: it comes as text over several lines, stacks included, that no reader of logs takes apart.
 * Upstream: DiagConsoleLogger writes for people at a terminal.
 */
import type { DiagLogger } from '@opentelemetry/api';
import type { Refinement } from '../sdk/telemetry-parts.ts';
import { nameOf } from '../service-package.ts';

export const diagnosticsAsJson: Refinement = (parts, service) => ({
  ...parts,
  diagnostics: createDiagnosticsLogger(nameOf(service)),
});

function createDiagnosticsLogger(service: string): DiagLogger {
  const log =
    (level: string) =>
    (message: string, ...more: unknown[]) => {
      const detail = more.map(one => (one instanceof Error ? one.message : one));
      const line = {
        level,
        time: new Date().toISOString(),
        service,
        msg: message,
        ...(detail.length > 0 && { detail }),
      };
      process.stderr.write(`${JSON.stringify(line)}\n`);
    };
  return { error: log('error'), warn: log('warn'), info: log('info'), debug: log('debug'), verbose: log('trace') };
}
