import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePorts } from '@spanshop/local/ports';
import { launchDemo, realTools, survivors } from '@spanshop/local/testing';
import { fullName } from '@spanshop/local/tools';

const { skip } = await realTools('jaeger', 'zipkin', 'collector');

const variables = [
  'COLLECTOR_OTLP',
  'COLLECTOR_HEALTH',
  'COLLECTOR_METRICS',
  'JAEGER',
  'JAEGER_OTLP',
  'ZIPKIN',
] as const;

async function backendPorts(): Promise<Record<string, string>> {
  const ports = await freePorts(...variables);
  return Object.fromEntries(variables.map(name => [`${name}_PORT`, String(ports[name])]));
}

async function followOne(...backend: string[]): Promise<string> {
  const demo = await launchDemo({ arguments: ['--once', '--backend', ...backend], environment: await backendPorts() });
  try {
    const { code } = await demo.exit;
    const { stdout, stderr } = demo.output();
    assert.equal(code, 0, stdout + stderr);
    return stdout;
  } finally {
    demo.forget();
  }
}

test('when one order is followed on real backends, then both have all of its spans and the exit code is 0', {
  skip,
}, async () => {
  const said = await followOne('both');
  assert.match(said, /Its trace [0-9a-f]{32} in Jaeger:/);
  assert.match(said, /✓ Zipkin has the same \d+ spans/);
  for (const tool of ['jaeger', 'zipkin', 'collector'] as const) {
    assert.match(said, new RegExp(`${fullName(tool)} +\\d+ MiB`));
  }
});

test('when the services send to both themselves, then both have all spans and no Collector runs', {
  skip,
}, async () => {
  const said = await followOne('both', '--direct');
  assert.match(said, /✓ Zipkin has the same \d+ spans/);
  assert.doesNotMatch(said, /Collector/);
});

test('when Zipkin alone is chosen, then the trace is read there', { skip }, async () => {
  assert.match(await followOne('zipkin'), /Its trace [0-9a-f]{32} in Zipkin:/);
});

test('when a real backend dies, then one sentence names it, everything ends and the exit code is 1', {
  skip: skip || (process.platform === 'linux' ? false : 'processes are looked for in /proc'),
}, async () => {
  const demo = await launchDemo({
    arguments: ['--no-shoppers', '--backend', 'jaeger'],
    environment: await backendPorts(),
  });
  try {
    await demo.says(/Ready after/);
    const children = demo.children();
    const [jaeger] =
      [...children].find(([, line]) => /\/jaeger --config/.test(line) && !line.startsWith('/bin/sh')) ?? [];
    assert.ok(jaeger);
    process.kill(jaeger, 'SIGKILL');
    assert.equal((await demo.exit).code, 1);
    assert.match(demo.output().stderr, /^npm run demo: Jaeger 2\.13\.0 ended by itself \(SIGKILL\)/m);
    assert.deepEqual(await survivors(children, 15_000), []);
  } finally {
    demo.signal('SIGKILL');
    await demo.exit;
    demo.forget();
  }
});

test('when a real backend is not there and cannot be made, then one sentence says so and nothing is started', async () => {
  const demo = await launchDemo({
    arguments: ['--once', '--backend', 'zipkin'],
    environment: { ...(await backendPorts()), PATH: '', SPANSHOP_TOOLS: '/nonexistent' },
  });
  try {
    assert.equal((await demo.exit).code, 1);
    assert.match(demo.output().stderr, /^npm run demo: Zipkin 3\.6\.1 is neither on the PATH nor in .*\n$/);
    assert.equal(demo.output().stdout, '');
  } finally {
    demo.forget();
  }
});
