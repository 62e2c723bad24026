import { serviceConfig } from '@spanshop/shared/config';
import type { z } from 'zod';

export const configSchema = serviceConfig;

export type Config = Readonly<z.infer<typeof configSchema>>;
