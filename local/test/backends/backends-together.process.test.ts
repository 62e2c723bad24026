import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { startCollector, startJaeger, startZipkin } from '@spanshop/local/backends';
import { freePorts } from '@spanshop/local/ports';
import { realTools, scratchFolder } from '@spanshop/local/testing';
import { isInJaeger, isInZipkin, sendTrace, until } from './support/spans.ts';

const { skip, pathOf } = await realTools('jaeger', 'collector', 'zipkin');

test('when a span is sent to the Collector, then it arrives in Jaeger and in Zipkin', { skip }, async t => {
  const folder = scratchFolder(t);
  const port = await freePorts('jaegerOtlp', 'query', 'zipkin', 'otlp', 'health', 'metrics');
  const jaeger = await startJaeger({
    path: pathOf('jaeger'),
    folder,
    ports: { otlp: port.jaegerOtlp, query: port.query },
  });
  t.after(() => jaeger.stop());
  const zipkin = await startZipkin({ path: pathOf('zipkin'), folder, port: port.zipkin });
  t.after(() => zipkin.stop());
  const collector = await startCollector({
    path: pathOf('collector'),
    folder,
    ports: port,
    queueFolder: join(folder, 'queue'),
    to: { jaeger: jaeger.urls, zipkin: zipkin.urls },
  });
  t.after(() => collector.stop());
  await Promise.all([jaeger.ready, zipkin.ready, collector.ready]);

  const traceId = await sendTrace(collector.urls.otlp);
  await until('the span is in Jaeger', () => isInJaeger(jaeger.urls.query, traceId));
  await until('the span is in Zipkin', () => isInZipkin(zipkin.urls.query, traceId));

  const metrics = await (await fetch(collector.urls.metrics)).text();
  for (const exporter of ['otlp_http/jaeger', 'zipkin']) {
    assert.match(metrics, new RegExp(`otelcol_exporter_queue_capacity{[^}]*exporter="${exporter}"`));
  }
});

test('when Jaeger is away and the Collector restarts meanwhile, then what was sent still arrives', {
  skip,
}, async t => {
  const folder = scratchFolder(t);
  const port = await freePorts('jaegerOtlp', 'query', 'otlp', 'health', 'metrics');
  const startTheCollector = (t: TestContext) =>
    startCollector({
      path: pathOf('collector'),
      folder,
      ports: port,
      queueFolder: join(folder, 'queue'),
      to: { jaeger: { otlp: `http://127.0.0.1:${port.jaegerOtlp}` } },
    }).then(async collector => {
      t.after(() => collector.stop());
      await collector.ready;
      return collector;
    });

  const first = await startTheCollector(t);
  const traceId = await sendTrace(first.urls.otlp);
  first.kill();
  await first.exited;
  const second = await startTheCollector(t);
  const jaeger = await startJaeger({
    path: pathOf('jaeger'),
    folder,
    ports: { otlp: port.jaegerOtlp, query: port.query },
  });
  t.after(() => jaeger.stop());
  await jaeger.ready;
  await until('the span is in Jaeger', () => isInJaeger(jaeger.urls.query, traceId));
  await second.stop();
});
