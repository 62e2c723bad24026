import { readFile } from 'node:fs/promises';
import type { Expectations } from '@spanshop/analysis/integrity';
import { usageError } from '@spanshop/shared/errors';
import { z } from 'zod';

const kind = z.enum(['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']);

const schema = z.strictObject({
  services: z.array(z.string()).optional(),
  entryServices: z.array(z.string()).optional(),
  baggage: z
    .array(
      z.strictObject({
        attribute: z.string(),
        requiredOn: z
          .strictObject({ services: z.array(z.string()).optional(), kinds: z.array(kind).optional() })
          .optional(),
      }),
    )
    .optional(),
  lateEndMs: z.number().min(0).optional(),
  skewMs: z.number().min(0).optional(),
  kills: z
    .array(
      z.strictObject({
        service: z.string(),
        instanceId: z.string().optional(),
        atUnixMs: z.number(),
        lossWindowMs: z.number().min(0).optional(),
      }),
    )
    .optional(),
});

/** @throws SentenceError with exit code 2 when the file is absent, no JSON, or says something that is no expectation. */
export async function readExpectations(path: string): Promise<Expectations> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw usageError(`There is no file ${path}.`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw usageError(`${path} is not JSON.`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data as Expectations;
  const [issue] = result.error.issues;
  throw usageError(`${path} is no file of expectations: ${issue?.path.join('.') || 'it'}: ${issue?.message}.`);
}
