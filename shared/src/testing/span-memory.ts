import { InMemorySpanExporter } from '@opentelemetry/sdk-trace';

/** Where the preload puts the spans of this process and the tests find them. */
export const spanMemory = new InMemorySpanExporter();
