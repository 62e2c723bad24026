/**
 * Buys: a server span holds no word of a stranger's that nobody has checked, and no text of any length.
 * Without it: e-mail addresses and tokens in a query, and whatever Forwarded and X-Forwarded-* say, are on spans.
 * Upstream: instrumentation-http 0.301 can blot out the parameters that it is told, but not all except those.
 */
import type { IncomingMessage } from 'node:http';
import type { Attributes } from '@opentelemetry/api';
import {
  ATTR_CLIENT_ADDRESS,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_PATH,
  ATTR_URL_QUERY,
  ATTR_USER_AGENT_ORIGINAL,
} from '@opentelemetry/semantic-conventions';
import type { Refinement } from '../sdk/telemetry-parts.ts';
import { composeSettings } from './compose-settings.ts';

export const incomingRequests: Refinement = parts => ({
  ...parts,
  http: composeSettings(parts.http, {
    startIncomingSpanHook: describeIncoming,
    // Of a call of ours too: a cursor is text that came from outside.
    redactedQueryParams: ['cursor'],
  }),
});

const longestPath = 500;
const longestUserAgent = 200;

/** The parameters that are ours, and what their values look like. Any other may be somebody's e-mail address or token. */
const recordedParameters: ReadonlyMap<string, RegExp> = new Map([
  ['category', /^[a-z-]{2,30}$/],
  ['limit', /^\d{1,3}$/],
  ['tenant', /^[a-z][a-z0-9-]{1,30}$/],
]);

/**
 * What a server span says instead of what the HTTP instrumentation would: it believes Forwarded and X-Forwarded-*, which
 * anybody can write, and copies the whole query, path and User-Agent.
 */
function describeIncoming({ headers, socket, url = '' }: IncomingMessage): Attributes {
  const [path = '', query] = url.split('?', 2);
  return {
    [ATTR_CLIENT_ADDRESS]: socket.remoteAddress,
    ...serverOf(headers.host),
    ...(path.length > longestPath ? { [ATTR_URL_PATH]: path.slice(0, longestPath) } : {}),
    [ATTR_URL_QUERY]: query ? recordedQuery(query) : undefined,
    [ATTR_USER_AGENT_ORIGINAL]: headers['user-agent']?.slice(0, longestUserAgent),
  };
}

function recordedQuery(query: string): string | undefined {
  const recorded = [...new URLSearchParams(query)].filter(([name, value]) => recordedParameters.get(name)?.test(value));
  return recorded.length === 0 ? undefined : new URLSearchParams(recorded).toString();
}

const hostPattern = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::(\d{1,5}))?$/i;

function serverOf(host: string | undefined): Attributes {
  const [, address, port] = hostPattern.exec(host ?? '') ?? [];
  return { [ATTR_SERVER_ADDRESS]: address, [ATTR_SERVER_PORT]: address && Number(port ?? 80) };
}
