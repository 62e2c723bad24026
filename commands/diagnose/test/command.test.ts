import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  changed,
  connection,
  generateTraces,
  query,
  type System,
  ticketSystem,
  work,
} from '@spanshop/analysis/generator';
import { diagnosisDocument } from '@spanshop/report';
import { asJaeger, asOtlp, asZipkin } from '../../../analysis/test/support/export-formats.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
let folder = '';
const path = (name: string) => join(folder, name);
/** Every run of the command loads the same modules: they are compiled once. */
let env: NodeJS.ProcessEnv = {};

const slow = changed(ticketSystem, {
  'events GET /events': { steps: [work(1), connection('events'), query('SELECT events', 60), work(1)] },
});
const tracesOf = (system: System, seed: number, requests: number) => [
  ...generateTraces({ system, requests, seed, fromUnixMs: 1_790_000_000_000 + seed * 600_000 }),
];
const firstId = `${'5'.padStart(8, '0')}${'1'.padStart(24, '0')}`;

const runs = {
  run: '{"startedAt": "2026-01-01T10:00:00.000Z", "endedAt": "2026-01-01T10:01:00.000Z"}',
  running: '{"startedAt": "2026-01-01T10:00:00.000Z"}',
  backwards: '{"startedAt": "2026-01-01T10:00:00.000Z", "endedAt": "2026-01-01T09:00:00.000Z"}',
  broken: '{"startedAt": "2026-01',
  timeless: '{"startedAt": "yesterday"}',
  empty: '',
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diagnose-'));
  env = { ...process.env, NODE_COMPILE_CACHE: path('compiled') };
  await writeFile(path('before.json'), JSON.stringify(asOtlp(tracesOf(ticketSystem, 5, 120))));
  await writeFile(path('after.json'), JSON.stringify(asJaeger(tracesOf(slow, 6, 120))));
  await writeFile(path('few.json'), JSON.stringify(asZipkin(tracesOf(slow, 7, 1))));
  await writeFile(path('page.html'), '<!doctype html>');
  await writeFile(path('cut.json'), JSON.stringify(asOtlp(tracesOf(slow, 7, 1))).slice(0, 50));
  await writeFile(path('expect.json'), '{"services": ["web", "events"]}');
  await writeFile(path('nonsense.json'), '{"servces": []}');
  for (const [name, record] of Object.entries(runs)) {
    await mkdir(path(name));
    if (record !== '') await writeFile(join(path(name), 'run.json'), record);
  }
});
after(() => rm(folder, { recursive: true }));

function run(...given: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, [main, ...given], { timeout: 60_000, env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err });
    });
  });
}

test('when two files of different formats are compared, then the verdict comes first, and as JSON it follows the schema', async () => {
  const files = ['--baseline', path('before.json'), '--degraded', path('after.json')];
  const text = await run(...files, '--html', path('report.html'));
  assert.equal(text.code, 0, text.err);
  assert.match(text.out, /^Culprit \(high confidence\): a slow query: SELECT events in events/);
  assert.match(await readFile(path('report.html'), 'utf8'), /One slow request/);
  const document = diagnosisDocument.parse(JSON.parse((await run(...files, '--json')).out));
  assert.equal(document.culprits[0]?.operation, 'SELECT events');
});

test('when a file is audited, then the exit code tells whether it is whole', async () => {
  const whole = await run('audit', path('before.json'));
  assert.deepEqual([whole.code, /^Whole: 120 traces, [\d,]+ spans, 0 defects/.test(whole.out)], [0, true], whole.out);
  const expecting = await run('audit', path('before.json'), '--expect', path('expect.json'));
  assert.equal(expecting.code, 1);
  assert.match(expecting.out, /service-missing: \d+/);
});

test('when one of five lines is cut, then the other four are audited, and nothing is called whole', async () => {
  const lines = tracesOf(ticketSystem, 8, 5).map(trace => JSON.stringify(asOtlp([trace])));
  const text = lines.map((line, index) => (index === 1 ? line.slice(0, 200) : line)).join('\n');
  await writeFile(path('lines.json'), text);
  const { code, out } = await run('audit', path('lines.json'));
  assert.equal(code, 1);
  assert.match(out, /^0 defects in 0 traces of 4 traces, .*\nNot whole: 1 part of the input could not be read/);
  assert.match(out, /1 times: a line is not JSON or is cut off/);
});

test('when the top of a file or the path of a trace is asked for, then it is printed', async () => {
  assert.match((await run('top', path('after.json'))).out, /SELECT events/);
  const found = await run('path', firstId, '--file', path('before.json'));
  assert.equal(found.code, 0, found.err);
  assert.match(found.out, /Critical path/);
  assert.equal((await run('path', 'abc', '--file', path('before.json'))).code, 1);
  const asJson = JSON.parse((await run('path', firstId, '--file', path('before.json'), '--json')).out);
  assert.deepEqual([asJson.traceId, asJson.path.length > 3, asJson.corrections], [firstId, true, []]);
  const none = await run('path', 'abc', '--file', path('before.json'), '--json');
  assert.deepEqual([none.code, JSON.parse(none.out)], [1, null]);
});

test('when the baseline is given twice, and once it is as slow as what is looked at, then nobody is named', async () => {
  await writeFile(path('as-slow.json'), JSON.stringify(asOtlp(tracesOf(slow, 4, 120))));
  const files = [
    '--baseline',
    path('before.json'),
    '--baseline',
    path('as-slow.json'),
    '--degraded',
    path('after.json'),
  ];
  const { code, out } = await run(...files);
  assert.equal(code, 0, out);
  assert.match(
    out,
    /^No confident culprit\.\n {2}slow-query of SELECT events in events stands .* not against number 2\.$/m,
  );
});

test('when one trace lies in both files, then it is left out and the others are compared', async () => {
  const [shared] = tracesOf(slow, 6, 120);
  await writeFile(
    path('dirty.json'),
    JSON.stringify(asOtlp([...tracesOf(ticketSystem, 5, 120), ...(shared ? [shared] : [])])),
  );
  const { code, out } = await run('--baseline', path('dirty.json'), '--degraded', path('after.json'));
  assert.equal(code, 0, out);
  assert.match(out, /^Culprit /);
  assert.match(out, /1 trace lies in both windows and was left out of the baseline/);
});

const refused: readonly (readonly [what: string, given: () => string[], sentence: RegExp])[] = [
  ['nothing is said', () => [], /Both --baseline and --degraded are needed/],
  ['an option is unknown', () => ['--nonsense'], /nonsense/],
  ['the window ends before it starts', () => ['top', '-10m..-20m'], /ends before it starts/],
  [
    'the baseline is a part of what is degraded',
    () => ['--baseline', '-10m..-5m', '--degraded', '20m'],
    /overlap by 300 s/,
  ],
  ['the files are the same', () => ['--baseline', path('before.json'), '--degraded', path('before.json')], /same file/],
  [
    'there is only one trace',
    () => ['--baseline', path('before.json'), '--degraded', path('few.json')],
    /too few traces/,
  ],
  ['there is no such file', () => ['top', path('none.json')], /There is no file/],
  ['the file is HTML', () => ['top', path('page.html')], /HTML/],
  ['the file is cut off', () => ['audit', path('cut.json')], /cut off/],
  ['the file is something else', () => ['top', path('expect.json')], /no trace format/],
  ['the expectations are nonsense', () => ['audit', path('before.json'), '--expect', path('nonsense.json')], /servces/],
  ['nobody answers', () => ['top', '5m', '--source', 'http://127.0.0.1:1'], /Nothing answers/],
  ['the folder is no run', () => ['top', path('empty')], /without a run.json/],
  ['the run has not ended', () => ['audit', path('running')], /has not ended/],
  ['the run ends before it starts', () => ['top', path('backwards')], /ends before it starts/],
  ['the record of the run is cut off', () => ['top', path('broken')], /run.json is not JSON/],
  ['the record of the run has no times', () => ['top', path('timeless')], /does not say startedAt as an ISO time/],
  ['a run is compared with itself', () => ['--baseline', path('run'), '--degraded', path('run')], /overlap by 60 s/],
  ['the trace id is none', () => ['path', 'xyz'], /no trace id/],
];

for (const [what, given, sentence] of refused) {
  test(`when ${what}, then one sentence says so, the exit code is 2 and there is no stack`, async () => {
    const { code, out, err } = await run(...given());
    assert.equal(code, 2, out + err);
    assert.match(out + err, sentence);
    assert.ok(!/\n\s+at /.test(err), err);
  });
}
