import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A new folder for one test. */
export function scratchFolder(t: Pick<TestContext, 'after'>): string {
  const folder = mkdtempSync(join(tmpdir(), 'spanshop-tools-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Puts a shell script where a program is looked for. Gives its path. */
export function writeProgram(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** A k6 that does no more than say which one it is. */
export function fakeK6(version: string): string {
  return `echo 'k6 v${version} (go1.25, test)'`;
}

/**
 * A Go that says its version, and "builds" in the given time a k6 of the given version; it notes each build in
 * `<log>/builds` and the process of the running one in `<log>/building`.
 */
export function fakeGo({ log, seconds, builds }: { log: string; seconds: number; builds: string }): string {
  return `
case "$1" in
version) echo 'go version go1.25.0 test/test' ;;
list) echo 'go.k6.io/k6/v2' ;;
build)
  echo $$ >'${log}/building'
  echo build >>'${log}/builds'
  for last; do [ "$previous" = -o ] && made=$last; previous=$last; done
  echo half >"$made"
  /bin/sleep ${seconds}
  printf '#!/bin/sh\\n%s\\n' "echo 'k6 v${builds} (go1.25, test)'" >"$made"
  /bin/chmod 755 "$made"
  ;;
esac`;
}
