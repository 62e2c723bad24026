import { registerHooks } from 'node:module';

/**
 * `--import` this before the preload to start a process without some refinements of its telemetry: those that WITHOUT_REFINEMENTS
 * names, separated by commas, or all. It takes their lines out of the list as a reader of the code would.
 */
const named = (process.env['WITHOUT_REFINEMENTS'] ?? '').split(',');
const list = new URL('../../src/telemetry/refinements/index.ts', import.meta.url).href;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (url !== list) return loaded;
    const lines = String(loaded.source).split('\n');
    const isLeftOut = (line: string) => {
      const [, name] = /^ {2}(\w+),$/.exec(line) ?? [];
      return name !== undefined && (named.includes('all') || named.includes(name));
    };
    return { ...loaded, source: lines.filter(line => !isLeftOut(line)).join('\n') };
  },
});
