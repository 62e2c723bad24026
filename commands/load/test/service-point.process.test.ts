import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMetrics } from '@spanshop/local/metrics';
import { startTracedService } from '../../../shared/test/support/traced-service/start.ts';
import { countersIn, pointBetween } from '../src/metrics/service-point.ts';

test('when a service is looked at twice, then its metrics say how busy its processor and its event loop were', async () => {
  const traced = await startTracedService({ OTEL_TRACES_EXPORTER: 'none' });
  const look = async () => countersIn(await readMetrics(`${traced.adminUrl}/metrics`), performance.now());
  const before = await look();
  for (let count = 0; count < 200; count += 1) await fetch(`${traced.url}/work`);
  const after = await look();
  await traced.end();
  const { processors, loopShare } = pointBetween(before, after);
  assert.ok(before.cpuSeconds > 0 && after.cpuSeconds > before.cpuSeconds);
  assert.ok(processors > 0, String(processors));
  assert.ok(loopShare > 0 && loopShare <= 1, String(loopShare));
});
