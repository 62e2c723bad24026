import { runService } from '@spanshop/shared/service';
import { createFulfillment } from './app.ts';
import { configSchema } from './config.ts';

await runService({ name: 'fulfillment', config: configSchema, create: createFulfillment });
