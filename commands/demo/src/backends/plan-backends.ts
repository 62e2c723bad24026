import { join } from 'node:path';
import {
  type BackendChoice,
  type BackendPorts,
  backendTools,
  telemetryOf,
  zipkinUrlsOf,
} from '@spanshop/local/backends';
import type { PortUse } from '@spanshop/local/ports';
import { fullName } from '@spanshop/local/tools';
import { type BackendEnvironment, type DemoConfig, urlOf } from '@spanshop/local/topology';
import type { BackendUrls } from '@spanshop/local/traces';

/** Real backends that are to run beside the shop. */
export interface BackendPlan extends BackendUrls, BackendEnvironment {
  choice: BackendChoice;
  direct: boolean;
  tools: ReturnType<typeof backendTools>;
  /** As they are shown, such as `Jaeger 2.13.0, Zipkin 3.6.1`. */
  names: string;
  ports: BackendPorts;
  portUses: readonly PortUse[];
  consolePort: number;
  folder: string;
  logFolder: string;
}

/** What is to run for a choice, on the ports of the configuration. */
export function planBackends(choice: BackendChoice, direct: boolean, config: DemoConfig): BackendPlan {
  const tools = backendTools(choice, direct);
  const ports: BackendPorts = {
    otlp: config.COLLECTOR_OTLP_PORT,
    jaegerOtlp: config.JAEGER_OTLP_PORT,
    jaegerQuery: config.JAEGER_PORT,
    zipkin: config.ZIPKIN_PORT,
    collectorHealth: config.COLLECTOR_HEALTH_PORT,
    collectorMetrics: config.COLLECTOR_METRICS_PORT,
  };
  const jaegerUrl = tools.includes('jaeger') ? urlOf(ports.jaegerQuery) : undefined;
  const zipkin = tools.includes('zipkin') ? zipkinUrlsOf(ports.zipkin) : undefined;
  const portsOf = {
    collector: [ports.otlp, ports.collectorHealth, ports.collectorMetrics],
    jaeger: [ports.jaegerQuery, direct ? ports.otlp : ports.jaegerOtlp],
    zipkin: [ports.zipkin],
  };
  return {
    choice,
    direct,
    tools,
    names: tools.map(fullName).join(', '),
    ports,
    portUses: tools.flatMap(name => portsOf[name].map(port => ({ name, port }))),
    consolePort: config.CONSOLE_PORT,
    folder: join(config.SPANSHOP_FOLDER, 'backends'),
    logFolder: join(config.SPANSHOP_FOLDER, 'logs'),
    telemetry: telemetryOf(choice, direct, ports),
    tracePages: {
      ...(jaegerUrl && { QUERY_URL: jaegerUrl, JAEGER_PAGES_URL: jaegerUrl }),
      ...(zipkin && { ZIPKIN_PAGES_URL: zipkin.ui }),
    },
    jaegerUrl,
    collectorMetricsUrl: direct ? undefined : `${urlOf(ports.collectorMetrics)}/metrics`,
    zipkin,
  };
}
