import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type PostgresServer, startPostgres } from '@spanshop/local/postgres';
import { root } from '@spanshop/local/root';
import { watchInterruption } from '@spanshop/terminal';
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

/** `npm test`: runs the tests that were asked for. Gives the exit code. */
export async function runTests(given: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const read = readArguments(given);
  if (read.help) {
    console.log(help);
    return 0;
  }
  const groups = findTests(root, read.patterns);
  const scratch = mkdtempSync(join(tmpdir(), 'spanshop-test-'));
  // PostgreSQL runs as another user where we are root; it may pass through, not look around.
  chmodSync(scratch, 0o711);
  const interruption = watchInterruption();
  const { signal } = interruption;
  let postgres: PostgresServer | undefined;
  interruption.onForce(() => postgres?.kill());
  try {
    const testEnvironment = { ...environment };
    if (!testEnvironment['TEST_DATABASE_URL']) {
      postgres = await startPostgres({ dataFolder: join(scratch, 'postgres'), durable: false });
      testEnvironment['TEST_DATABASE_URL'] = postgres.adminUrl;
    }
    const started = performance.now();
    const lines: OutcomeLine[] = [];
    let exitCode = 0;
    for (const group of groups) {
      if (signal.aborted) break;
      const run = await runFiles({ ...group, ...read, scratch, root, environment: testEnvironment, signal });
      exitCode ||= run.exitCode;
      lines.push(...run.lines);
    }
    if (read.coverage) console.log(coverageReport(lines, file => relative(root, file)));
    console.log(summarize(lines, performance.now() - started, file => relative(root, file)));
    return signal.aborted ? 130 : exitCode;
  } finally {
    await postgres?.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}
