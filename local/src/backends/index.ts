export type { BackendOptions, Exit, RunningBackend } from './backend-process.ts';
export { fillPages, type PageLinks } from './jaeger-pages.ts';
export {
  type BackendChoice,
  type BackendPorts,
  type BackendsOptions,
  backendChoices,
  backendTools,
  type RunningBackends,
  startBackends,
  telemetryOf,
} from './start-backends.ts';
export { type CollectorOptions, startCollector } from './start-collector.ts';
export { type JaegerOptions, type JaegerUrls, startJaeger } from './start-jaeger.ts';
export { startZipkin, type ZipkinOptions, type ZipkinUrls, zipkinUrlsOf } from './start-zipkin.ts';
