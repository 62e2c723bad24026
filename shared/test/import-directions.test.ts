import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';

const root = new URL('../..', import.meta.url).pathname;
const refused = [
  ['a service imports another by its path', 'services/gateway/src', '../../orders/src/app.ts'],
  [
    'a service imports another’s store',
    'services/orders/src/store',
    '../../../payments/src/store/charges-repository.ts',
  ],
  ['a service imports another by its name', 'services/inventory/src', '@spanshop/payments'],
  ['a service imports the trace-store', 'services/orders/src', '@spanshop/trace-store'],
  ['a service imports the launcher', 'services/gateway/src', '@spanshop/local/postgres'],
  ['a service imports the OpenTelemetry SDK', 'services/payments/src', '@opentelemetry/sdk-trace'],
  ['a domain imports the web framework', 'services/orders/src/domain', 'express'],
  ['a domain imports a database driver', 'services/inventory/src/domain', 'pg'],
  ['a domain imports its store', 'services/orders/src/domain', '../store/orders-repository.ts'],
  ['a store imports a route', 'services/gateway/src/store', '../routes/orders.ts'],
  ['shared imports a service', 'shared/src/http', '../../../services/gateway/src/app.ts'],
  ['analysis imports a service', 'analysis/src/model', '../../../services/gateway/src/app.ts'],
  ['the trace-store imports a service', 'trace-store/src', '../../services/console/src/app.ts'],
] as const;
const allowed = [
  ['a service imports shared', 'services/gateway/src', '@spanshop/shared/http'],
  ['a domain imports a contract', 'services/orders/src/domain', '@spanshop/shared/contracts/orders'],
  ['a domain imports the tracing API', 'services/orders/src/domain', '@opentelemetry/api'],
  ['a route imports the domain', 'services/orders/src/routes', '../domain/place-order.ts'],
] as const;

const files: string[] = [];
after(() => {
  for (const file of files) rmSync(root + file, { force: true });
});

function write(folder: string, specifier: string): string {
  const file = `${folder}/zz-import-directions-${files.length}.ts`;
  writeFileSync(root + file, `import * as imported from '${specifier}';\n\nexport const kept = imported;\n`);
  files.push(file);
  return file;
}

/** The files that the lint refuses for what they import. */
async function refusedByLint(): Promise<Set<string>> {
  const biome = `${root}node_modules/.bin/biome`;
  const options = ['lint', '--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none'];
  const output = await new Promise<string>(resolve => {
    execFile(biome, [...options, ...files], { cwd: root }, (_error, stdout) => resolve(stdout));
  });
  const lines = output.split('\n').filter(line => line.startsWith('::error'));
  return new Set(lines.map(line => /file=([^,]+)/.exec(line)?.[1] ?? line));
}

const writtenRefused = refused.map(([what, folder, specifier]) => [what, write(folder, specifier)] as const);
const writtenAllowed = allowed.map(([what, folder, specifier]) => [what, write(folder, specifier)] as const);
const found = await refusedByLint().finally(() => {
  for (const file of files) rmSync(root + file, { force: true });
});

for (const [what, file] of writtenRefused) {
  test(`when ${what}, then the lint fails`, () => assert.ok(found.has(file), [...found].join('\n')));
}
for (const [what, file] of writtenAllowed) {
  test(`when ${what}, then the lint passes`, () => assert.equal(found.has(file), false));
}
