import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { root } from '@spanshop/local/root';

/** Lints a project that has our rules and just these files. */
function lint(files: Readonly<Record<string, string>>): { code: number | null; output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'spanshop-lint-'));
  try {
    for (const name of ['biome.json', '.gitignore']) copyFileSync(join(root, name), join(folder, name));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { code: status, output: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const wrong: readonly (readonly [name: string, file: string, imported: string])[] = [
  ['a service imports another service', 'services/orders/src/app.ts', '../../inventory/src/app.ts'],
  ['a service imports another service by its package', 'services/orders/src/app.ts', '@spanshop/inventory/app'],
  ['a service imports the library of processes', 'services/orders/src/app.ts', '@spanshop/local/postgres'],
  ['a domain imports its store', 'services/orders/src/domain/place-order.ts', '../store/orders-repository.ts'],
  ['a domain imports the framework', 'services/orders/src/domain/place-order.ts', 'express'],
  ['a store imports routes', 'services/orders/src/store/orders-repository.ts', '../routes/orders.ts'],
  ['a route imports a client', 'services/orders/src/routes/orders.ts', '../clients/payments-client.ts'],
  ['a service imports the SDK', 'services/orders/src/app.ts', '@opentelemetry/sdk-trace'],
  ['a fault imports the composition', 'services/orders/src/faults/missing-index/drop-index.ts', '../../app.ts'],
  ['labs import the inside of a service', 'labs/src/flags/switch.ts', '@spanshop/orders/app'],
  ['labs import a command', 'labs/src/flags/switch.ts', '@spanshop/demo/src/plan-shop.ts'],
  [
    "the console's pages import its service",
    'services/console/web/src/traces/search-form.tsx',
    '../../../src/routes/traces.ts',
  ],
  ["the console's pages import a library of servers", 'services/console/web/src/main.tsx', '@spanshop/shared/http'],
  ['shared imports a service', 'shared/src/http/listen.ts', '../../../services/orders/src/app.ts'],
  ['shared imports another workspace', 'shared/src/http/listen.ts', '@spanshop/analysis/model'],
  [
    "OpenTelemetry's standard set-up imports a refinement",
    'shared/src/telemetry/sdk/start-sdk.ts',
    '../refinements/until-taken.ts',
  ],
  ['the analysis imports shared', 'analysis/src/model/trace.ts', '@spanshop/shared/http'],
  ['the model imports what is built on it', 'analysis/src/model/trace.ts', '../critical-path/index.ts'],
  ['statistics import the model', 'analysis/src/statistics/random.ts', '../model/index.ts'],
  ['a reader imports more than the model', 'analysis/src/readers/otlp.ts', '../compare/index.ts'],
  ['the critical path imports a reader', 'analysis/src/critical-path/critical-path.ts', '../readers/index.ts'],
  ['the audit imports the critical path', 'analysis/src/integrity/audit-run.ts', '../critical-path/index.ts'],
  ['the comparison imports the diagnosis', 'analysis/src/compare/mix.ts', '../diagnose/index.ts'],
  ['aggregates import the diagnosis', 'analysis/src/aggregates/self-time.ts', '../diagnose/index.ts'],
  ['the diagnosis imports the report', 'analysis/src/diagnose/rank.ts', '@spanshop/report'],
  [
    'an explanation of the diagnosis imports a reader',
    'analysis/src/diagnose/explanations/explain.ts',
    '../../readers/index.ts',
  ],
  ['the diagnosis reads a file', 'analysis/src/diagnose/rank.ts', 'node:fs'],
  ['the report writes a file', 'report/src/page/waterfall.ts', 'node:fs'],
  ['the report imports a command', 'report/src/page/waterfall.ts', '@spanshop/diagnose/src/source.ts'],
  ['the report imports more of shared than its HTML', 'report/src/page/waterfall.ts', '@spanshop/shared/http'],
  ['the terminal imports what uses it', 'terminal/src/text-table.ts', '@spanshop/local/root'],
  ['the trace store imports a service', 'trace-store/src/app.ts', '@spanshop/orders/app'],
  ['a journey imports a package of ours', 'load-tests/journeys/order.ts', '@spanshop/shared/contracts/orders'],
  ['a scenario imports what lies outside', 'load-tests/scenarios/smoke.ts', '../../local/src/root.ts'],
  ['a scenario imports Node', 'load-tests/scenarios/smoke.ts', 'node:fs'],
  ['the objectives import a command', 'load-tests/objectives.ts', '../commands/load/src/verdict/verdict.ts'],
  ['a command imports a service', 'commands/load/src/main.ts', '@spanshop/gateway/app'],
  ['a command imports another command', 'commands/load/src/main.ts', '@spanshop/demo/src/run-demo.ts'],
  ["a command reaches into another's folder", 'commands/load/src/main.ts', '../../demo/src/run-demo.ts'],
  ['a command imports what k6 alone can run', 'commands/load/src/main.ts', 'k6/http'],
  ['the library of processes imports a service', 'local/src/root.ts', '../../services/orders/src/app.ts'],
  ['the library of processes imports a command', 'local/src/root.ts', '@spanshop/demo/src/run-demo.ts'],
];

for (const [name, file, imported] of wrong) {
  test(`when ${name}, then lint fails`, () => {
    const { code, output } = lint({ [file]: `import { thing } from '${imported}';\n\nexport const other = thing;\n` });
    assert.notEqual(code, 0);
    assert.match(output, /noRestrictedImports/);
  });
}

test('when two files import each other, if only for a type, then lint fails', () => {
  const { code, output } = lint({
    'analysis/src/model/a.ts': "import type { B } from './b.ts';\n\nexport interface A {\n  b: B;\n}\n",
    'analysis/src/model/b.ts': "import type { A } from './a.ts';\n\nexport interface B {\n  a: A;\n}\n",
  });
  assert.notEqual(code, 0);
  assert.match(output, /noImportCycles/);
});

test('when imports go in the right directions, then lint passes', () => {
  const { code, output } = lint({
    'services/orders/src/app.ts':
      "import { a } from '@spanshop/shared/http';\nimport { b } from './domain/b.ts';\n\nexport const c = [a, b];\n",
    'services/orders/src/domain/b.ts': "import { trace } from '@opentelemetry/api';\n\nexport const b = trace;\n",
    'services/orders/src/store/d.ts': "import type { B } from '../domain/b.ts';\n\nexport const d: B = 1;\n",
    'report/src/page/g.ts':
      "import { h } from '@spanshop/analysis/diagnose';\nimport { o } from '@spanshop/shared/html';\n\nexport const g = [h, o];\n",
    'analysis/src/diagnose/explanations/h.ts':
      "import { i } from '../../compare/index.ts';\nimport { n } from '../n.ts';\n\nexport const h = [i, n];\n",
    'analysis/src/diagnose/n.ts': 'export const n = 1;\n',
    'analysis/src/compare/i.ts': "import { j } from '../critical-path/index.ts';\n\nexport const i = j;\n",
    'analysis/src/critical-path/j.ts': "import { k } from '../model/index.ts';\n\nexport const j = k;\n",
    'analysis/src/readers/l.ts':
      "import { open } from 'node:fs/promises';\nimport { k } from '../model/index.ts';\n\nexport const l = [open, k];\n",
    'load-tests/scenarios/smoke.ts':
      "import { check } from 'k6';\nimport { a } from '../lib/a.ts';\n\nexport const b = [check, a];\n",
    'commands/load/src/main.ts':
      "import { a } from '@spanshop/local/audit';\nimport { b } from '../../../load-tests/objectives.ts';\n\nexport const c = [a, b];\n",
    'services/console/src/app.ts': "import { e } from '@spanshop/analysis/model';\n\nexport const f = e;\n",
  });
  assert.equal(code, 0, output);
});
