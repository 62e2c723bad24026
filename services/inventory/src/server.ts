import { runService } from '@spanshop/shared/service';
import { createInventory } from './app.ts';
import { configSchema } from './config.ts';

await runService({ name: 'inventory', config: configSchema, create: createInventory });
