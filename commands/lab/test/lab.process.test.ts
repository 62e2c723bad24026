import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { catalogue } from '@spanshop/labs/catalogue';
import { readFlags } from '@spanshop/labs/flags';
import { type Launch, launchDemo } from '@spanshop/local/testing';
import { runLab, startLab } from './support/run-lab.ts';

/** Windows that show that it works, and measure nothing. */
const short = ['--seconds', '3', '--visits-per-second', '6'];

let demo: Launch;
before(async () => {
  demo = await launchDemo({ arguments: ['--no-shoppers'] });
  await demo.says(/Ready after/);
});
after(async () => {
  demo.signal('SIGINT');
  await demo.exit;
  demo.forget();
});

const flagFile = () => join(demo.folder, 'faults/flags.json');
const namesOn = async () => (await readFlags(flagFile())).switches.map(({ fault }) => fault.name);

test('when an experiment is run, then it shows what users feel, the truth and the cure, and nothing stays on', async () => {
  const { code, stdout, stderr } = await runLab(demo, 'run', 'n-plus-one', ...short);
  assert.equal(code, 0, stderr);
  assert.match(
    stdout,
    /What users feel at POST \/orders +p50 +p95 +errors\n +healthy .*\n +with the fault .*\n +cured /,
  );
  assert.match(stdout, /service .* inventory /);
  assert.match(stdout, /Traces to open\n +healthy +http.*\n +with the fault +http.*\n +cured +http/);
  assert.match(stdout, /The cure: /);
  assert.deepEqual(await namesOn(), []);
  const next = await runLab(demo, 'run', 'lost-context', ...short);
  assert.match(next.stdout, /a window of a few minutes ago serves/);
  assert.match(next.stdout, /The audit of the traces says/);
});

test('when Ctrl-C is pressed while a fault is on, then it is off, and what there is is called partial', async () => {
  const run = startLab(demo, 'run', 'n-plus-one', '--seed', '2', ...short);
  await run.says(/the fault is switched on/);
  while (!(await namesOn()).includes('n-plus-one')) await sleep(20);
  run.interrupt();
  const { code, stdout } = await run.ended;
  assert.equal(code, 130);
  assert.match(stdout, /Interrupted: these results are partial/);
  assert.deepEqual(await namesOn(), []);
});

test('when Ctrl-C is pressed before the last window, then the same command goes on where it ended', async () => {
  const words = ['run', 'n-plus-one', '--seed', '3', ...short];
  const run = startLab(demo, ...words);
  await run.says(/the fault is switched off/);
  run.interrupt();
  assert.equal((await run.ended).code, 130);
  assert.deepEqual(await namesOn(), []);
  const { code, stdout } = await runLab(demo, ...words);
  assert.equal(code, 0);
  assert.match(stdout, /a window of a few minutes ago serves/);
});

test('when a blind lab is played to its end, then nothing gives it away before, and everything is told after', async () => {
  const started = await runLab(demo, 'start', 'n-plus-one', ...short);
  assert.equal(started.code, 0, started.stderr);
  const status = await runLab(demo, 'status');
  const notes = readdirSync(join(demo.folder, 'labs')).map(file =>
    readFileSync(join(demo.folder, 'labs', file), 'utf8'),
  );
  for (const text of [started.stdout, status.stdout, readFileSync(flagFile(), 'utf8'), ...notes]) {
    for (const { name } of catalogue) assert.ok(!text.includes(`"${name}"`) && !text.includes(`${name},`), text);
  }
  assert.match(
    status.stdout,
    /A blind lab is on, for 0:\d\d min: what is wrong is for you to find \(0 hints, 0 answers/,
  );
  for (const words of [
    ['on', 'n-plus-one'],
    ['off', 'n-plus-one'],
    ['run', 'n-plus-one'],
  ]) {
    const refused = await runLab(demo, ...words);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /^npm run lab: a blind lab is on/);
  }
  assert.match((await runLab(demo, 'start')).stderr, /something is on already/);
  assert.match((await runLab(demo, 'hint')).stdout, /^Hint 1 of 3\. What users feel at POST \/orders/);
  const wrong = await runLab(demo, 'answer', 'inventory', 'GET', '/products', 'n-plus-one');
  assert.match(wrong.stdout, /Not yet: the service is right, the operation is another one, the kind is right\./);
  const right = await runLab(demo, 'answer', 'inventory', 'POST', '/quotes', 'n-plus-one');
  assert.match(right.stdout, /^Right, after \d+:\d\d min with 1 hint\./);
  const reveal = await runLab(demo, 'reveal');
  assert.equal(reveal.code, 0, reveal.stderr);
  assert.match(reveal.stdout, /It was n-plus-one: POST \/quotes in inventory \[n-plus-one\]/);
  assert.match(reveal.stdout, /healthy .*\n +with the fault .*\n +cured /);
  assert.deepEqual(await namesOn(), []);
  assert.match((await runLab(demo, 'reveal')).stderr, /no blind lab is on/);
});

test('when everything is switched off in a blind lab, then it ends and keeps its secret', async () => {
  await runLab(demo, 'start', 'tracing', '--seed', '1', ...short);
  const { stdout } = await runLab(demo, 'off');
  assert.match(stdout, /^The blind lab has ended, and keeps its secret\.\nNothing is on/);
  assert.match((await runLab(demo, 'hint')).stderr, /no blind lab is on/);
});

test('when a game day is played, then answers given elsewhere end its rounds, and the sheet says who found what', async () => {
  const game = startLab(demo, 'game-day', '--seed', '3', '--minutes', '0.5', '--visits-per-second', '2');
  await game.says(/Round 1 of 1/);
  const { fault } = (await readFlags(flagFile())).switches[0] ?? {};
  assert.ok(fault);
  assert.match((await runLab(demo, 'status')).stdout, /Round 1 of 1, which ends in 0:\d\d min/);
  await runLab(demo, 'answer', fault.truth.service, fault.truth.operation, fault.truth.kind);
  const { code, stdout, stderr } = await game.ended;
  assert.equal(code, 0, stderr);
  assert.match(stdout, new RegExp(`Found after 0:\\d\\d min: it was ${fault.name}. 100 points`));
  assert.match(stdout, /Score sheet: seed 3, 0\.5 min, 1 round\n.*\n.* 100\n100 of 100 points; found 1 of 1/);
  assert.deepEqual(await namesOn(), []);
});

test('when two faults are on at once, then that is said', async () => {
  await runLab(demo, 'on', 'n-plus-one');
  assert.match((await runLab(demo, 'on', 'slow-acquirer')).stdout, /2 are on at once, and will hide each other/);
  await runLab(demo, 'off');
});

test('when the file of flags is broken, then a sentence says so, and off writes a new one', async () => {
  writeFileSync(flagFile(), '{"half');
  for (const words of [['status'], ['on', 'n-plus-one'], ['run', 'n-plus-one'], ['start']]) {
    const { code, stderr } = await runLab(demo, ...words);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^npm run lab: .*flags\.json is not a file of flags of ours: npm run lab -- off writes a new one\n$/,
    );
  }
  assert.equal((await runLab(demo, 'off')).code, 0);
  assert.match((await runLab(demo, 'status')).stdout, /Nothing is on/);
});

test('when the file of flags is a link, then it is refused', async () => {
  rmSync(flagFile());
  symlinkSync('/dev/null', flagFile());
  try {
    const { code, stderr } = await runLab(demo, 'off');
    assert.equal(code, 1);
    assert.match(stderr, /is a link, and would be replaced by a file/);
  } finally {
    rmSync(flagFile());
    await runLab(demo, 'off');
  }
});
