import { runService } from '@spanshop/shared/service';
import { createPayments } from './app.ts';
import { configSchema } from './config.ts';

await runService({ name: 'payments', config: configSchema, create: createPayments });
