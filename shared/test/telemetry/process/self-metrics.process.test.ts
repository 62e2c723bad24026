import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTraceStore } from '../../support/receivers.ts';
import { startTracedService } from '../../support/traced-service/start.ts';

const store = await startTraceStore();
after(store.close);

test('when spans are processed, then the admin port counts them, shows the queue, and the process', async () => {
  const traced = await startTracedService({
    OTEL_EXPORTER_OTLP_ENDPOINT: store.endpoint,
    OTEL_BSP_SCHEDULE_DELAY: '100',
  });
  for (let count = 0; count < 10; count += 1) await fetch(`${traced.url}/work`);
  await new Promise(resolve => setTimeout(resolve, 600));
  const text = await (await fetch(`${traced.adminUrl}/metrics`)).text();
  await traced.end();
  assert.match(
    text,
    /^otel_sdk_processor_span_processed(?:_spans?)?(?:_total)?\{[^}]*otel_component_type="batching_span_processor"[^}]*\} 20$/m,
    text,
  );
  for (const name of [
    'otel_sdk_processor_span_queue_size',
    'otel_sdk_processor_span_queue_capacity',
    'nodejs_eventloop_utilization',
    'nodejs_eventloop_delay_p99',
    'process_memory_usage',
    'process_cpu_time',
  ])
    assert.match(text, new RegExp(`^${name}`, 'm'), name);
});

test('when OTEL_RESOURCE_ATTRIBUTES says something of the process, then its metrics say it too, as its traces do', async () => {
  const traced = await startTracedService({
    OTEL_EXPORTER_OTLP_ENDPOINT: store.endpoint,
    OTEL_RESOURCE_ATTRIBUTES: 'host.name=elsewhere,deployment.environment.name=staging',
    OTEL_SERVICE_NAME: 'renamed',
  });
  const text = await (await fetch(`${traced.adminUrl}/metrics`)).text();
  await traced.end();
  const [, info = ''] = /^target_info\{(.+)\} 1$/m.exec(text) ?? [];
  for (const label of [
    'service_name="renamed"',
    'host_name="elsewhere"',
    'deployment_environment_name="staging"',
    'telemetry_sdk_name="opentelemetry"',
  ])
    assert.ok(info.includes(label), `${label} is not in ${info}`);
});

test('when the queue is full, then what is lost is counted', async () => {
  const traced = await startTracedService({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
    OTEL_BSP_MAX_QUEUE_SIZE: '4',
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '4',
    OTEL_BSP_SCHEDULE_DELAY: '60000',
    OTEL_BSP_EXPORT_TIMEOUT: '1000',
  });
  await Promise.all(Array.from({ length: 50 }, () => fetch(`${traced.url}/work`)));
  const text = await (await fetch(`${traced.adminUrl}/metrics`)).text();
  await traced.end();
  assert.match(text, /^otel_sdk_processor_span_processed\S*\{[^}]*error_type="queue_full"[^}]*\} [1-9]\d*$/m, text);
});
