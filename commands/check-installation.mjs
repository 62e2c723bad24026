/**
 * Loaded by every `npm run` before anything else. Plain JavaScript, because it says in one sentence why TypeScript cannot
 * be run: whatever Node the machine has reads it where the one that comes with the packages is missing.
 */
import { existsSync } from 'node:fs';

const oldestNode = 24;

const problem = whatIsWrong();
if (problem) {
  console.error(`npm run ${process.env.npm_lifecycle_event ?? ''}: ${problem}`);
  process.exit(1);
}

function whatIsWrong() {
  if (!isInstalled('.')) return 'the packages are not installed: npm ci';
  if (Number(process.versions.node.split('.')[0]) >= oldestNode) return undefined;
  const wanted = `Node ${oldestNode}, which comes with the packages, is missing`;
  if (!isInstalled('node')) {
    return `${wanted}, since they were installed without those for development (NODE_ENV=production or omit=dev): npm ci --include=dev`;
  }
  if (!isInstalled('node/bin/node') && !isInstalled('node/bin/node.exe')) {
    return `${wanted}, since they were installed without running their scripts (ignore-scripts): npm ci --ignore-scripts=false`;
  }
  return `this is Node ${process.versions.node}, not the one that comes with the packages: start it by npm run, or npx node`;
}

function isInstalled(path) {
  return existsSync(new URL(`../node_modules/${path}`, import.meta.url));
}
