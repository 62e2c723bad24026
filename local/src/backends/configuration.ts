import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../root.ts';

/** The configuration that docker compose mounts; what runs here has the same, but for addresses and folders. */
export function sharedConfiguration(name: 'collector' | 'jaeger'): string {
  return join(root, `deploy/${name}/config.yaml`);
}

/**
 * Writes what differs on this machine. Given after the shared configuration, its maps are merged into that and its lists
 * take the place of those there. JSON, since YAML includes it.
 */
export async function writeOverrides(folder: string, name: string, overrides: object): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}-overrides.json`);
  await writeFile(file, `${JSON.stringify(overrides, null, 2)}\n`);
  return file;
}
