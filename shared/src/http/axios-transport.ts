import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { abandonment } from '../deadline/index.ts';

/**
 * What axios sends its requests through: Node's own functions. The HTTP instrumentation parses a URL for each call, whose
 * result nobody reads, unless it is given the path without its query. A call ends with the work that it is for; Node ends it, not
 * axios, so that the span tells this from a timeout.
 */
export const axiosTransport = {
  request(options: RequestOptions & { pathname?: string }, answered: (answer: IncomingMessage) => void): ClientRequest {
    options.pathname = options.path?.split('?', 1)[0] ?? '/';
    const abandoned = abandonment();
    if (abandoned) options.signal = abandoned;
    return options.protocol === 'https:' ? httpsRequest(options, answered) : httpRequest(options, answered);
  },
};
