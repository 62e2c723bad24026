/** Loaded into every process of the shop: when the launcher is gone, however it ended, the process ends as if told to. */
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Listening alone must not keep a process alive that has nothing else to do.
process.channel?.unref();
