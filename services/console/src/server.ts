import { runService } from '@spanshop/shared/service';
import { createConsole } from './app.ts';
import { configSchema } from './config.ts';

await runService({ name: 'console', config: configSchema, create: createConsole });
