import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { keepOwnEnvironment } from '@spanshop/local/own-environment';
import { type PostgresServer, startPostgres } from '@spanshop/local/postgres';
import { root } from '@spanshop/local/root';
import { runCommand, watchInterruption } from '@spanshop/terminal';
import { readArguments } from './arguments.ts';
import { coverageReport } from './coverage-report.ts';
import { findTests } from './find-tests.ts';
import type { OutcomeLine } from './outcome-reporter.ts';
import { runFiles } from './run-files.ts';
import { summarize } from './summary.ts';

const help = `npm test [-- <path or pattern>... <flags of node --test>]

Runs the tests with real instrumentation against a real PostgreSQL: an embedded one for this run, or the server of
TEST_DATABASE_URL (a superuser's connection). Files named *.process.test.ts start whole processes and run last, one by one;
they and *.bare.test.ts are not instrumented themselves.

  npm test                                                all tests
  npm test -- services/orders                             the tests of one folder
  npm test -- services/orders/test/routes/orders.test.ts  one file
  npm test -- --test-name-pattern="payment"               tests by name
  npm test -- --coverage shared                           also which lines of what was loaded no test reached

SPANSHOP_REQUIRE=jaeger,docker,chromium,k6 makes tests fail that would be skipped for want of one of these.`;

keepOwnEnvironment(process.env, process.env['TEST_DATABASE_URL']);
process.exitCode = await runCommand('npm test', main);

async function main(): Promise<number> {
  const given = readArguments(process.argv.slice(2));
  if (given.help) {
    console.log(help);
    return 0;
  }
  const groups = findTests(root, given.patterns);
  const scratch = mkdtempSync(join(tmpdir(), 'spanshop-test-'));
  // PostgreSQL runs as another user where we are root; it may pass through, not look around.
  chmodSync(scratch, 0o711);
  const interruption = watchInterruption();
  const { signal } = interruption;
  let postgres: PostgresServer | undefined;
  interruption.onForce(() => postgres?.kill());
  try {
    const environment = { ...process.env };
    if (!environment['TEST_DATABASE_URL']) {
      postgres = await startPostgres({ dataFolder: join(scratch, 'postgres'), durable: false });
      environment['TEST_DATABASE_URL'] = postgres.adminUrl;
    }
    const started = performance.now();
    const lines: OutcomeLine[] = [];
    let exitCode = 0;
    for (const group of groups) {
      if (signal.aborted) break;
      const run = await runFiles({ ...group, ...given, scratch, root, environment, signal });
      exitCode ||= run.exitCode;
      lines.push(...run.lines);
    }
    if (given.coverage) console.log(coverageReport(lines, file => relative(root, file)));
    console.log(summarize(lines, performance.now() - started, file => relative(root, file)));
    return signal.aborted ? 130 : exitCode;
  } finally {
    await postgres?.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}
