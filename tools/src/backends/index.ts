export type { BackendOptions, Exit, RunningBackend } from './backend-process.ts';
export { type CollectorOptions, startCollector } from './start-collector.ts';
export { type JaegerOptions, startJaeger } from './start-jaeger.ts';
export { startZipkin, type ZipkinOptions } from './start-zipkin.ts';
