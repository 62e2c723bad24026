/**
 * `node --import @spanshop/shared/preload src/server.ts` traces a service. Nothing may be imported statically but the
 * hook: a module that is loaded before it is not instrumented.
 */
import './hook.mjs';

const { startTelemetry } = await import('./start-telemetry.ts');
const { nameOf, packageOf } = await import('./service-package.ts');
const { printable, SentenceError } = await import('../errors/index.ts');

const service = packageOf(process.argv[1] ?? process.cwd());
try {
  startTelemetry(service, process.env);
} catch (error) {
  if (!(error instanceof SentenceError)) throw error;
  console.error(`${nameOf(service)}: ${printable(error.message)}`);
  process.exit(1);
}
