export { fillPages } from './jaeger-pages.ts';
export {
  type BackendChoice,
  type BackendPorts,
  backendTools,
  type RunningBackends,
  startBackends,
  telemetryOf,
} from './start-backends.ts';
export { startCollector } from './start-collector.ts';
export { startJaeger } from './start-jaeger.ts';
export { startZipkin, type ZipkinUrls, zipkinUrlsOf } from './start-zipkin.ts';
