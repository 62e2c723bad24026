import { trace } from '@opentelemetry/api';
import manifest from '../package.json' with { type: 'json' };

export const tracer = trace.getTracer(manifest.name, manifest.version);
