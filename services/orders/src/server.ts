import { runService } from '@spanshop/shared/service';
import { createOrders } from './app.ts';
import { configSchema } from './config.ts';

await runService({ name: 'orders', config: configSchema, create: createOrders });
