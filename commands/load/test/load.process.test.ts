import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readJaegerTrace } from '@spanshop/analysis/readers';
import { askLauncher } from '@spanshop/local/running-shop';
import { type Launch, launchDemo, realTools } from '@spanshop/local/testing';
import type { ResourcePoint } from '../src/metrics/watch-resources.ts';
import { countOf, merged, middleOf } from '../src/requests/histogram.ts';
import { type LoadOptions, type LoadRun, runLoad } from './support/run-load.ts';

const { skip } = await realTools('k6');
/** On a machine that is busy with other things too. */
const startsWithinMs = 240_000;

describe('npm run load against a shop that runs', { skip }, () => {
  let demo: Launch;
  before(async () => {
    demo = await launchDemo({ arguments: ['--orders-per-second', '2'] });
    await demo.says(/Ready after/, startsWithinMs);
  });
  after(async () => {
    demo.signal('SIGINT');
    await demo.exit;
    demo.forget();
  });

  const launcherUrl = () => `http://127.0.0.1:${demo.ports.LAUNCHER_PORT}`;
  const pausedForMs = async () => (await askLauncher(launcherUrl()))?.shoppers?.pausedForMs ?? Number.NaN;

  function load(given: readonly string[], { environment, ...more }: LoadOptions = {}): LoadRun {
    return runLoad(given, {
      environment: { LAUNCHER_PORT: String(demo.ports.LAUNCHER_PORT), ...environment },
      ...more,
    });
  }

  async function withRun(run: LoadRun, check: (code: number | null) => Promise<void> | void): Promise<void> {
    try {
      await check(await run.exit);
    } finally {
      run.forget();
    }
  }

  // How fast this machine is now is no reason for this to fail.
  const gentle = ['smoke', '--seconds', '8', '--rate', '2', '--objective-factor', '50'];

  test('when the smoke test runs, then objectives, invariants and spans are in order, and its traces are found by its run', async () => {
    const run = load(gentle);
    await run.says(/execution: local/);
    assert.ok((await pausedForMs()) > 0, 'the shoppers are away');
    await withRun(run, async code => {
      const { stdout, stderr } = run.output();
      assert.equal(code, 0, stdout + stderr);
      assert.equal(await pausedForMs(), 0, 'the shoppers are back');
      const record = run.record();
      assert.equal(record.state, 'finished');
      assert.ok(record.objectives.length >= 14 && record.objectives.every(({ met }) => met));
      assert.ok(record.invariants.checked && record.invariants.holds);
      assert.ok(record.spans.checked && record.spans.holds && record.spans.made > 100);
      assert.equal(record.spans.accepted, record.spans.made);
      const [slowest] = record.worst['browse']?.slowest ?? [];
      assert.ok(slowest?.found && slowest.link && slowest.traceId);
      const trace = await readJaegerTrace(`http://127.0.0.1:${demo.ports.TRACE_STORE_QUERY_PORT}`, slowest.traceId);
      const entry = trace?.spans.find(span => span.service === 'gateway' && span.kind === 'server');
      assert.equal(entry?.parentId, undefined, 'the trace begins at the gateway');
      assert.equal(entry?.attributes['shop.load.run_id'], record.id);
      assert.equal(entry?.attributes['shop.load.scenario'], 'smoke');
      assert.equal(entry?.attributes['shop.load.journey'], 'browse');
      const { slow, ranOut } = record.findings ?? {};
      assert.ok(slow && slow.tracesRead === slow.requests && slow.parts.length >= 3);
      assert.ok(slow.parts.some(({ service }) => service !== 'gateway'));
      assert.ok(ranOut);
      assert.match(stdout, /^The slowest 5 % \(\d+ requests .*\) spent their time in .+ \d+ %, .+ \d+ %, .+ \d+ %\.$/m);
      assert.match(stdout, /^(Ran out first: |Nothing ran out\. Busiest: )/m);
      const resources: ResourcePoint[] = JSON.parse(run.file('resources.json'));
      assert.ok(resources.some(({ k6Processors = 0, services }) => k6Processors > 0 && services['gateway']));
      // A metric of another name would read as 0.
      for (const metric of ['loopShare', 'processors', 'queries'] as const) {
        assert.ok(
          resources.some(({ services }) => (services['orders']?.[metric] ?? 0) > 0),
          metric,
        );
      }
      assert.equal(JSON.parse(run.file('summary.json')).setup_data, undefined);
      assert.doesNotMatch(run.file('report.html'), /<script|<link|src=/);
    });
  });

  test('when an objective cannot be met, then the exit code is 99 and at least five links lead to exactly the slowest requests', async () => {
    const run = load(['smoke', '--seconds', '6', '--rate', '8', '--objective-factor', '0.001']);
    await withRun(run, async code => {
      const { stdout } = run.output();
      assert.equal(code, 99, stdout);
      assert.match(stdout, /✗ browse p95/);
      assert.match(stdout, /^Not met: browse p95/m);
      const record = run.record();
      const { slowest = [] } = record.worst['browse'] ?? {};
      assert.equal(slowest.length, 10);
      assert.ok(slowest.every(({ found }) => found));
      for (const { link, durationMs } of slowest.slice(0, 5)) {
        assert.ok(link && stdout.includes(link));
        const answer = await fetch(link);
        assert.equal(answer.status, 200);
        assert.ok(durationMs > 0);
      }
      // No other request took longer than those that are kept; a bucket is 2 % wide.
      const all = merged(run.digest()['browse']?.slices.map(({ histogram }) => histogram) ?? []);
      const tenth = slowest[9]?.durationMs ?? 0;
      const slower = Object.entries(all).filter(([bucket]) => middleOf(Number(bucket)) > tenth * 1.02);
      assert.ok(countOf(Object.fromEntries(slower)) <= 10);
    });
  });

  test('when Ctrl-C is pressed in the middle, then what was measured is kept and marked, and the shoppers come back', async () => {
    const run = load(['steady', '--rate', '5']);
    await run.says(/execution: local/);
    await sleep(4_000);
    run.child.kill('SIGINT');
    await withRun(run, async code => {
      assert.equal(code, 130, run.output().stderr);
      assert.match(run.output().stdout, /^Interrupted: what is here was measured until then\.$/m);
      const record = run.record();
      assert.equal(record.state, 'interrupted');
      assert.ok((run.digest()['browse']?.slices.length ?? 0) > 0);
      assert.match(run.file('report.html'), /Interrupted/);
      assert.equal(await pausedForMs(), 0);
    });
  });

  test('when the command is killed, then k6 ends too, and nobody keeps the shoppers away any more', async () => {
    const run = load(['steady', '--rate', '5']);
    await run.says(/execution: local/);
    run.child.kill('SIGKILL');
    await withRun(run, async () => {
      const left = await pausedForMs();
      assert.ok(left <= 30_000);
      await sleep(1_500);
      assert.ok((await pausedForMs()) < left, 'the time runs out');
      assert.equal(run.record().state, 'running');
    });
  });

  test('when k6 is missing, then one sentence says how to get it', async () => {
    const run = load(gentle, { environment: { PATH: '', SPANSHOP_TOOLS: '/nonexistent' } });
    await withRun(run, code => {
      assert.equal(code, 1);
      assert.match(run.output().stderr, /^npm run load: k6 2\.2\.0 is neither on the PATH nor in .*npm run tools.*\n$/);
    });
  });

  test('when nothing can be written, then one sentence says so before anything is loaded', async () => {
    const run = load(gentle, { largestFile: 0 });
    await withRun(run, async code => {
      assert.equal(code, 1);
      assert.match(
        run.output().stderr,
        /^npm run load: .*run\.json cannot be written: the file may not grow any more \(EFBIG\)\n$/,
      );
      assert.equal(run.output().stdout, '');
    });
  });

  test('when the disk gets full during the run, then the verdict is told all the same, and the shoppers come back', async () => {
    const run = load(gentle, { largestFile: 2 });
    await withRun(run, async code => {
      const { stdout, stderr } = run.output();
      assert.equal(code, 1, stdout + stderr);
      assert.match(stdout, /invariants of the data hold/);
      assert.match(stderr, /^npm run load: .* cannot be written: the file may not grow any more \(EFBIG\)$/m);
      assert.equal(await pausedForMs(), 0);
    });
  });
});
