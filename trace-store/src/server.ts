import { setFlagsFromString } from 'node:v8';
import { printable } from '@spanshop/shared/errors';
import { awaitEnding } from '@spanshop/shared/service/ending';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { closeAll, listen } from './http/listen.ts';

// Most of what comes in stays, so that V8 would let the young generation grow to 128 MB, which never come back.
setFlagsFromString('--semi-space-growth-factor=1');

// Not all of runService, which loads Express, pino and the telemetry with it: 40 MB that the trace store has no use for.
const ending = awaitEnding(async () => 0);
try {
  const config = readConfig(process.env);
  const app = createApp(config);
  const { host, names } = config;
  const otlp = await listen(app.otlp, { host, names, port: config.otlpPort });
  const query = await listen(app.query, { host, names, port: config.queryPort });
  console.log(JSON.stringify({ message: 'trace-store listens', otlpUrl: otlp.url, queryUrl: query.url }));
  ending.by(async () => {
    await closeAll([otlp, query]);
    return 0;
  });
} catch (error) {
  console.error(`trace-store: ${printable((error as Error).message)}`);
  process.exit(1);
}
