import { runService } from '@spanshop/shared/service';
import { createAcquirer } from './app.ts';
import { configSchema } from './config.ts';

await runService({ name: 'acquirer', config: configSchema, create: createAcquirer });
