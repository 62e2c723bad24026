import { runService } from '@spanshop/shared/service';
import { createGateway } from './app.ts';
import { configSchema } from './config.ts';

await runService({ name: 'gateway', config: configSchema, publicApi: true, create: createGateway });
