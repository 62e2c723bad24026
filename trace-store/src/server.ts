import { setFlagsFromString } from 'node:v8';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { closeAll, listen } from './http/listen.ts';

// Most of what comes in stays, so that V8 would let the young generation grow to 128 MB, which never come back.
setFlagsFromString('--semi-space-growth-factor=1');

try {
  const config = readConfig(process.env);
  const app = createApp(config);
  const otlp = await listen(app.otlp, { host: config.host, port: config.otlpPort });
  const query = await listen(app.query, { host: config.host, port: config.queryPort });
  console.log(JSON.stringify({ message: 'trace-store listens', otlpUrl: otlp.url, queryUrl: query.url }));

  const stop = (): Promise<void> => closeAll([otlp, query]);
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
