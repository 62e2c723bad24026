import { subscribe } from 'node:diagnostics_channel';

/**
 * Loaded into every process of the shop before anything else. When the launcher is gone, however it ended, the process ends
 * as if told to; and the launcher hears when the process has loaded its modules.
 */
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Listening alone must not keep a process alive that has nothing else to do.
process.channel?.unref();
subscribe('spanshop:modules-loaded', () => process.send?.({ type: 'loaded' }));
