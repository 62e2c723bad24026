import { telemetryRuntime } from '../telemetry/index.ts';
import type { Condition } from './faults.ts';

/**
 * As long as it lasts, the process is traced as if it had been started with other OTEL_* variables. One at a time in a process:
 * what ends sets everything back.
 *
 * @param variablesFor gets the magnitude in the unit that the fault's entry says
 */
export function telemetryVariables(variablesFor: (magnitude: number) => Readonly<Record<string, string>>): Condition {
  return {
    begin: async magnitude => telemetryRuntime()?.reconfigure?.(variablesFor(magnitude)),
    end: async () => telemetryRuntime()?.reconfigure?.({}),
  };
}
