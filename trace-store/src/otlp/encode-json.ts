import { AppError } from '@spanshop/shared/errors';
import type { z } from 'zod';
import { mostElementsOfOne, mostGroups, tooMany } from './bounds.ts';
import {
  exportRequestSchema,
  resourceSchema,
  resourceSpansSchema,
  scopeSchema,
  scopeSpansSchema,
  spanSchema,
} from './json-schema.ts';
import * as messages from './messages.ts';
import { countElements, parseJson } from './parse-json.ts';
import { type Complaints, createComplaints, notOtlp } from './taken-request.ts';

/**
 * The protobuf form of an OTLP/JSON request, so that the store knows one format only. A span that is wrong in itself is
 * left out and told to `complaints`.
 * @throws AppError 400 that names the first thing around the spans that is wrong and where it stands, 413 beyond the
 * bounds.
 */
export function encodeJsonRequest(body: Buffer, complaints: Complaints = createComplaints()): Buffer {
  const json = parseJson(body);
  try {
    return messages.exportRequest.encode({ resourceSpans: encodeGroups(json, complaints) }) as Buffer;
  } catch (error) {
    throw error instanceof AppError ? error : notOtlp((error as Error).message, error);
  }
}

function encodeGroups(json: unknown, complaints: Complaints): messages.ResourceSpans[] {
  const { resourceSpans } = check(exportRequestSchema, json, 'body');
  let groups = 0;
  return resourceSpans.map((group, index) => {
    const place = `resourceSpans[${index}]`;
    const { resource, scopeSpans, schemaUrl } = check(resourceSpansSchema, group, place);
    groups += 1 + scopeSpans.length;
    if (groups > mostGroups) throw tooMany('groups of spans', mostGroups);
    return {
      resource: encode(messages.resource, resourceSchema, resource, `${place}.resource`),
      scopeSpans: scopeSpans.map((scope, nth) => encodeScopeSpans(scope, `${place}.scopeSpans[${nth}]`, complaints)),
      schemaUrl,
    };
  });
}

function encodeScopeSpans(json: unknown, place: string, complaints: Complaints): messages.ScopeSpans {
  const { scope, spans, schemaUrl } = check(scopeSpansSchema, json, place);
  return {
    scope: encode(messages.scope, scopeSchema, scope, `${place}.scope`),
    spans: spans.flatMap((span, index) => encodeOrReject(span, `${place}.spans[${index}]`, complaints)),
    schemaUrl,
  };
}

function encodeOrReject(span: unknown, place: string, complaints: Complaints): Uint8Array[] {
  try {
    return [encode(messages.span, spanSchema, span, place)];
  } catch (error) {
    complaints.reject((error as Error).message, countElements(span));
    return [];
  }
}

/** @throws Error that names the place. */
function encode<T>(codec: messages.Codec<T>, schema: z.ZodType, json: unknown, place: string): Uint8Array {
  if (countElements(json) > mostElementsOfOne) {
    throw new Error(`${place}: expected at most ${mostElementsOfOne} elements`);
  }
  return codec.encode(check(schema, json, place) as Partial<T>);
}

function check<S extends z.ZodType>(schema: S, json: unknown, place: string): z.output<S> {
  const result = parseWithinStack(schema, json, place);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path.map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  throw new Error(`${place}${path}: ${issue?.message}`);
}

/** Attributes nested thousands deep exhaust the stack of any recursive check. */
function parseWithinStack<S extends z.ZodType>(
  schema: S,
  json: unknown,
  place: string,
): z.ZodSafeParseResult<z.output<S>> {
  try {
    return schema.safeParse(json);
  } catch (error) {
    throw new Error(`${place}: nested too deeply`, { cause: error });
  }
}
