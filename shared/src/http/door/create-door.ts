import type { IncomingMessage } from 'node:http';
import { AppError } from '../../errors/index.ts';
import { isTakenAsOurs, nameOf } from './host-names.ts';

export interface DoorOptions {
  /** What the listener is called, beside `localhost` and any IP address: names in lower case, without a port. Default none. */
  names?: readonly string[];
  /**
   * For programs of ours alone: a POST has to be application/json, even without a body. A page can send any other POST to
   * any address, unasked. Default false.
   */
  inside?: boolean;
}

/** Says why a request is not let in; undefined lets it in. */
export type Door = (request: IncomingMessage) => AppError | undefined;

/**
 * Keeps out what pages of strangers make a browser send: requests under a name that is not ours (DNS rebinding), and
 * requests from another origin. The latter is the check of Go's http.CrossOriginProtection, stricter in that a GET which
 * names a foreign origin is refused too. Programs send neither Origin nor Sec-Fetch-Site.
 */
export function createDoor({ names = [], inside = false }: DoorOptions = {}): Door {
  const ownNames = new Set(names.map(name => name.toLowerCase()));
  const isOurs = (authority: string) => {
    const name = nameOf(authority);
    return name !== undefined && isTakenAsOurs(name, ownNames);
  };
  return request => {
    const { host } = request.headers;
    if (host === undefined && request.httpVersion === '1.1') return missingHost;
    const target = authorityOfTarget(request.url ?? '/');
    if (target === malformed) return malformedTarget;
    if ((host !== undefined && !isOurs(host)) || (target !== undefined && !isOurs(target))) return misdirected;
    if (isForeign(request)) return foreignOrigin;
    return inside && request.method === 'POST' && !isJson(request) ? notJson : undefined;
  };
}

const malformed = Symbol('malformed');

/** The authority that an absolute target names beside the Host; undefined for a path, and for the `*` of OPTIONS. */
function authorityOfTarget(target: string): string | undefined | typeof malformed {
  if (target.startsWith('/') || target === '*') return undefined;
  const url = URL.parse(target);
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url.host : malformed;
}

const withoutEffect: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'OPTIONS']);
const ownFetches: ReadonlySet<string> = new Set(['same-origin', 'none']);

function isForeign({ method, headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  if (origin !== undefined) return URL.parse(origin)?.host !== host?.toLowerCase();
  const site = headers['sec-fetch-site'];
  return site !== undefined && !withoutEffect.has(method) && !ownFetches.has(String(site));
}

function isJson({ headers }: IncomingMessage): boolean {
  return /^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '');
}

const missingHost = new AppError({
  status: 400,
  code: 'missing_host',
  detail: 'A request of HTTP/1.1 must name its Host.',
});
const malformedTarget = new AppError({
  status: 400,
  code: 'malformed_target',
  detail: 'The request names no path and no address that can be read.',
});
const misdirected = new AppError({
  status: 421,
  code: 'misdirected_request',
  detail: 'The request names a Host that this is not. ALLOWED_HOSTS lists what a service may be called.',
});
const foreignOrigin = new AppError({
  status: 403,
  code: 'foreign_origin',
  detail: 'The request comes from a page of another origin.',
});
const notJson = new AppError({
  status: 415,
  code: 'unsupported_media_type',
  detail: 'A POST must be application/json here, even without a body.',
});
