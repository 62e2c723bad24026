import assert from 'node:assert/strict';
import { z } from 'zod';

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  schema?: unknown;
}

export interface Operation {
  operationId: string;
  parameters?: Parameter[];
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>;
}

/** What the tests read of an OpenAPI document. */
export interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, JsonSchema> };
}

export function operationsOf({ paths }: Document): { method: string; path: string; operation: Operation }[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
}

/** What a pointer such as `#/components/schemas/Order` points at. */
export function resolve(document: Document, pointer: string): unknown {
  assert.match(pointer, /^#\//);
  const steps = pointer.slice(2).split('/');
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], document);
}

/** The documented answer, made a zod schema again. */
export function schemaOf(document: Document, { responses }: Operation, status: number): z.ZodType {
  const content = Object.values(responses[String(status)]?.content ?? {})[0];
  assert.ok(content, `no answer is documented for ${status}`);
  const definitions = document.components?.schemas ?? {};
  const text = JSON.stringify({ ...(content.schema as object), $defs: definitions });
  return z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')));
}
