import { tailContributors } from '@spanshop/analysis/aggregates';
import { createAuditor } from '@spanshop/analysis/integrity';
import { UnreadableInputError } from '@spanshop/analysis/readers';
import { auditText, diagnosisJsonSchema, pathReport, pathText, skippedText, topText } from '@spanshop/report';
import { usageError } from '@spanshop/shared/errors';
import { type Command, help } from './arguments.ts';
import { compareWindows } from './compare-windows.ts';
import { digestWindow } from './digest.ts';
import { readExpectations } from './expectations-file.ts';
import { createReadProgress } from './read-progress.ts';
import { resolveRun } from './recorded-run.ts';
import { findTrace, linkFor, openWindow } from './source.ts';

type Of<What extends Command['what']> = Extract<Command, { what: What }>;
type Print = (text: string) => void;

/** Does what was asked, prints it, and gives the exit code. Errors in one sentence are thrown. */
export async function runDiagnose(command: Command, print: Print): Promise<number> {
  try {
    return await run(command, print);
  } catch (error) {
    throw error instanceof UnreadableInputError ? usageError(error.message) : error;
  }
}

async function run(command: Command, print: Print): Promise<number> {
  switch (command.what) {
    case 'help':
      print(`${help}\n`);
      return 0;
    case 'schema':
      print(json(diagnosisJsonSchema()));
      return 0;
    case 'diagnose':
      return compareWindows(command, print);
    case 'audit':
      return runAudit(command, print);
    case 'top':
      return runTop(command, print);
    case 'path':
      return runPath(command, print);
  }
}

async function runAudit({ options, json: asJson, expect, ...asked }: Of<'audit'>, print: Print): Promise<number> {
  const window = await resolveRun(asked.window);
  const expectations = expect === undefined ? {} : await readExpectations(expect);
  const stream = await openWindow(window, options);
  const progress = createReadProgress('auditing');
  const auditor = createAuditor(expectations);
  for await (const trace of stream.traces) {
    progress.step();
    auditor.add(trace);
  }
  progress.done();
  const audit = auditor.finish();
  const skipped = stream.skipped();
  print(
    asJson ? json({ ...audit, skipped }) : auditText(audit, linkFor(window, options), skipped) + skippedText(skipped),
  );
  if (audit.traces === 0) return 2;
  return audit.tracesWithDefects > 0 || skipped.length > 0 ? 1 : 0;
}

async function runTop({ options, json: asJson, ...asked }: Of<'top'>, print: Print): Promise<number> {
  const window = await resolveRun(asked.window);
  const { window: facts, rows, dependencies, skipped } = await digestWindow('traces', window, options);
  const { traces, spans, inferredKinds } = facts;
  const report = { traces, spans, inferredKinds, rows, dependencies, tail: tailContributors(facts) };
  print(asJson ? json({ ...report, skipped }) : topText(report) + skippedText(skipped));
  return traces === 0 ? 2 : 0;
}

async function runPath({ traceId, file, options, json: asJson }: Of<'path'>, print: Print): Promise<number> {
  const spec =
    file === undefined ? ({ of: 'time', fromUnixMs: 0, toUnixMs: 0 } as const) : ({ of: 'file', path: file } as const);
  const trace = await findTrace(traceId, spec, options);
  if (asJson) print(json((trace && pathReport(trace)) ?? null));
  else print(trace ? pathText(trace) : `There is no trace ${traceId} in ${file ?? options.source}.\n`);
  return trace ? 0 : 1;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
