import { usageError } from '@spanshop/shared/errors';
import type { Plan } from './project.ts';

const addresses = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_ZIPKIN_ENDPOINT'];

/**
 * The services check every other variable themselves; an address that is none would only cost them their spans.
 *
 * @throws SentenceError that names the variable
 */
export function checkTelemetry({ environments }: Plan): void {
  const environment = environments.get('gateway') ?? {};
  for (const name of addresses) {
    const value = environment[name];
    if (value && !isHttp(value)) {
      throw usageError(`${name} is ${value}, which is not an address like http://host:port`);
    }
  }
}

function isHttp(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
