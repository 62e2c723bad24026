import type { z } from 'zod';
import { invalid } from '../http/refusals.ts';
import { exportRequestSchema } from './json-schema.ts';
import * as messages from './messages.ts';

/**
 * The protobuf form of an OTLP/JSON request, so that the store knows one format only.
 * @throws AppError 400 that names the first thing that is wrong and where it stands.
 */
export function encodeJsonRequest(body: Buffer): Buffer {
  const request = validate(parse(body));
  try {
    return messages.exportRequest.encode({ resourceSpans: request.resourceSpans.map(encodeResourceSpans) }) as Buffer;
  } catch (error) {
    throw invalid(`not an OTLP trace request: ${(error as Error).message}`, { cause: error });
  }
}

type JsonRequest = z.output<typeof exportRequestSchema>;

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw invalid(`the body is not JSON: ${(error as Error).message}`, { cause: error });
  }
}

function validate(json: unknown): JsonRequest {
  const result = parseWithinStack(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path.map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  throw invalid(`not an OTLP trace request: ${path?.slice(1) || 'body'}: ${issue?.message}`);
}

/** Attributes nested tens of thousands deep exhaust the stack of any recursive check. */
function parseWithinStack(json: unknown): ReturnType<typeof exportRequestSchema.safeParse> {
  try {
    return exportRequestSchema.safeParse(json);
  } catch (error) {
    throw invalid('not an OTLP trace request: nested too deeply', { cause: error });
  }
}

function encodeResourceSpans(group: JsonRequest['resourceSpans'][number]): messages.ResourceSpans {
  return {
    resource: messages.resource.encode(group.resource as Partial<messages.Resource>),
    scopeSpans: group.scopeSpans.map(({ scope, spans, schemaUrl }) => ({
      scope: messages.scope.encode(scope as Partial<messages.InstrumentationScope>),
      spans: spans.map(span => messages.span.encode(span as unknown as Partial<messages.Span>)),
      schemaUrl,
    })),
    schemaUrl: group.schemaUrl,
  };
}
