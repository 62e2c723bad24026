import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a service's package.json says about it. */
export interface ServicePackage {
  /** Package name, for example `@spanshop/orders`; also the name of its tracer. */
  name: string;
  version: string;
  /** Whether the service stands at the trust boundary: it decides sampling itself and drops foreign baggage. */
  trustBoundary: boolean;
}

/** The service's name in traces: the package's, without its scope. */
export function nameOf({ name }: ServicePackage): string {
  return name.replace('@spanshop/', '');
}

/**
 * Reads the nearest package.json at or above a file.
 *
 * @throws Error where there is none up to the root
 */
export function packageOf(file: string): ServicePackage {
  for (let folder = file; ; folder = dirname(folder)) {
    const manifest = readIfThere(join(folder, 'package.json'));
    if (manifest) {
      const { name, version = '0.0.0', spanshop = {} } = JSON.parse(manifest);
      return { name, version, trustBoundary: spanshop.trustBoundary === true };
    }
    if (folder === dirname(folder)) throw new Error(`no package.json at or above ${file}`);
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
