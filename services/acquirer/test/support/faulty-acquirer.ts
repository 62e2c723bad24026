import { randomUUID } from 'node:crypto';
import { loadConfig } from '@spanshop/shared/config';
import type { CaptureRequest } from '@spanshop/shared/contracts/acquirer';
import { createTestDatabase, openLab, silentLogger } from '@spanshop/shared/testing';
import request from 'supertest';
import { createAcquirer } from '../../src/app.ts';
import { configSchema } from '../../src/config.ts';

/** The real acquirer on a database of its own, in lab mode. Its card network takes no time, unless it is told how many milliseconds. */
export async function startFaultyAcquirer(processingTimeMs = 0) {
  const database = await createTestDatabase();
  const config = loadConfig(configSchema, {
    PORT: '0',
    ADMIN_PORT: '0',
    DATABASE_URL: database.urlOf('acquirer'),
    MIGRATION_DATABASE_URL: database.urlOf('acquirer'),
    PROCESSING_TIME_MS: String(processingTimeMs),
  });
  const lab = await openLab();
  const acquirer = await createAcquirer(config, silentLogger(), lab.faults);
  await lab.start();
  return {
    lab,
    find: (reference: string) => request(acquirer.app).get(`/v1/captures/${reference}`),
    /** One after another, in the order of the answers. */
    async captureAll(asked: readonly CaptureRequest[]) {
      const answers: request.Response[] = [];
      for (const body of asked) answers.push(await request(acquirer.app).post('/v1/captures').send(body));
      return answers;
    },
    async close() {
      await lab.close();
      await acquirer.close();
      await database.close();
    },
  };
}

export function captureRequest(differences: Partial<CaptureRequest> = {}): CaptureRequest {
  return { reference: randomUUID(), amountMinor: 4_990, currency: 'EUR', cardToken: 'tok_visa', ...differences };
}
