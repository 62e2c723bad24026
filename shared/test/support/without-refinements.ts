import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';

/**
 * `--import` this before the preload to start a process without some refinements of its telemetry: those that WITHOUT_REFINEMENTS
 * names, separated by commas, or all. They are gone from the list before anybody reads it.
 *
 * @throws Error where one of them is not in the list, or there is no list: nobody is to believe that something was left out
 */
const list = new URL('../../src/telemetry/refinements/index.ts', import.meta.url);
const names = (process.env['WITHOUT_REFINEMENTS'] ?? '').split(',').filter(Boolean);

if (!existsSync(list)) throw new Error(`there is no list of refinements at ${list}`);

const leaveOut = `
{
  const names = ${JSON.stringify(names)};
  const leftOut = names.includes('all') ? Object.keys(refinements) : names;
  if (names.length > 0 && leftOut.length === 0) throw new Error('there are no refinements to leave out');
  for (const name of leftOut) {
    if (!Object.hasOwn(refinements, name)) throw new Error(\`there is no refinement \${name} to leave out\`);
    delete refinements[name];
  }
}
`;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    return url === list.href ? { ...loaded, source: `${loaded.source}${leaveOut}` } : loaded;
  },
});
