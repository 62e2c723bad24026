/**
 * `node --import @spanshop/shared/testing/preload --test` traces what the tests run as a service is traced, with the spans
 * kept in memory. Nothing may be imported statically but the hook: a module that is loaded before it is not instrumented.
 */
import '../telemetry/hook.mjs';

const { startTelemetry } = await import('../telemetry/start-telemetry.ts');
const { packageOf } = await import('../telemetry/service-package.ts');
const { spanMemory } = await import('./span-memory.ts');

startTelemetry(packageOf(process.argv[1] ?? process.cwd()), process.env, spanMemory);
