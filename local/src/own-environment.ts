const loopback = ['localhost', '127.0.0.1', '::1'];

/**
 * Makes the environment of the user's shell fit for a command and for all that it starts; to be called before anything else.
 * What there is meant for other programs and would mislead ours is taken out:
 *
 * - a proxy is never asked for this machine (NO_PROXY), whatever NODE_USE_ENV_PROXY and HTTP_PROXY say
 * - no service gets another one's name or instance (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES)
 * - psql's variables (PGSSLMODE, PGOPTIONS, ...) are for the user's database: they stay where `databaseUrl` names that
 *
 * @param databaseUrl connection to a PostgreSQL of the user's; undefined where ours is used
 */
export function keepOwnEnvironment(environment: NodeJS.ProcessEnv, databaseUrl: string | undefined): void {
  const exceptions = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  const noProxy = [...new Set([...exceptions.split(','), ...loopback])].filter(Boolean).join(',');
  Object.assign(environment, { no_proxy: noProxy, NO_PROXY: noProxy });
  delete environment['OTEL_SERVICE_NAME'];
  const attributes = environment['OTEL_RESOURCE_ATTRIBUTES'];
  if (attributes) environment['OTEL_RESOURCE_ATTRIBUTES'] = withoutIdentity(attributes);
  if (databaseUrl) return;
  for (const name of Object.keys(environment)) if (/^PG[A-Z]+$/.test(name)) delete environment[name];
}

/** Of pairs such as `team=shop,service.name=mine`, those that do not say which service or process it is. */
function withoutIdentity(attributes: string): string {
  return attributes
    .split(',')
    .filter(pair => !/^\s*service\.(name|instance\.id)\s*=/.test(pair))
    .join(',');
}
