// Intercepts just the modules that are instrumented; anything else loads untouched and as fast as ever.
import { register } from 'import-in-the-middle/register-hooks.mjs';

register({ include: ['http', 'https', 'node:http', 'node:https', 'pg', 'pg-pool', 'pino'] });
