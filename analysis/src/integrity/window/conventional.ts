/**
 * Whether the semantic conventions give a name its meaning. What such an attribute says of a span (its method, its message) is
 * no news of the request as a whole.
 */
export function isConventional(key: string): boolean {
  return conventional.has(key.slice(0, key.indexOf('.')));
}

/** The first words of the conventions' attributes, without those that may name a person or a session. */
const conventional: ReadonlySet<string> = new Set([
  ...[
    'http',
    'url',
    'server',
    'client',
    'network',
    'net',
    'rpc',
    'db',
    'messaging',
    'message',
    'peer',
    'user_agent',
    'dns',
    'tls',
  ],
  ...[
    'error',
    'exception',
    'code',
    'thread',
    'process',
    'otel',
    'faas',
    'aws',
    'gcp',
    'azure',
    'k8s',
    'container',
    'host',
  ],
  ...[
    'service',
    'telemetry',
    'span',
    'event',
    'internal',
    'graphql',
    'cloudevents',
    'feature_flag',
    'gen_ai',
    'os',
    'device',
  ],
]);
