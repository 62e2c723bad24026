/**
 * `node --import @spanshop/shared/preload src/server.ts` traces a service. Nothing may be imported statically but the
 * hook: a module that is loaded before it is not instrumented.
 */
import './hook.mjs';

const { startTelemetry } = await import('./start-telemetry.ts');
const { packageOf } = await import('./service-package.ts');

startTelemetry(packageOf(process.argv[1] ?? process.cwd()), process.env);
