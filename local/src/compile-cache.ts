import { join } from 'node:path';
import { root } from './root.ts';

/**
 * Where Node keeps compiled modules, types already stripped, for the next start of the same files: a third less processor
 * time for each process, and the type stripper itself stays out of its memory.
 */
export const compileCache = join(root, 'node_modules/.cache/spanshop');
