import { metrics } from '@opentelemetry/api';
import manifest from '../package.json' with { type: 'json' };

export const meter = metrics.getMeter(manifest.name, manifest.version);
