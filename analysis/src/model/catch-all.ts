const method =
  /^(?:HTTP |HTTPS )?(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT|HTTP|HTTPS|_OTHER)?(?:\s+|$)/i;
const wildcard = /(^|\/)(\*|\{\*|:[\w-]*\*|\.\*)/;
/** One path for all calls of a protocol that names them in the body. */
const oneForAll = /(^|\/)(graphql|json-?rpc|rpc)\/?$/i;
const hostAndPort = /^[\w.-]+:\d+$/;

/**
 * What an operation's name says of the requests that come in by it.
 * - `anything`: the name stands for all requests whatever they ask for: a method alone, a wildcard, the root of all paths.
 * - `no route`: it names no path and no method of a service, as a proxy's own name; it may stand for one thing or for all.
 * - `route`: it names what is asked for.
 * Source: the names that instrumentations give without a route (semantic conventions, HTTP spans, "Name": the method alone)
 * and those of routers and proxies that match all paths.
 */
export function breadthOf(operation: string): 'anything' | 'no route' | 'route' {
  const path = operation.replace(method, '').trim();
  if (path === '' || path === '/' || wildcard.test(path) || oneForAll.test(path)) return 'anything';
  return /[/.:]/.test(path) && !hostAndPort.test(path) ? 'route' : 'no route';
}
