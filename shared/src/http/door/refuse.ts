import type { ServerResponse } from 'node:http';
import { type AppError, problemContentType, toProblem } from '../../errors/index.ts';

/** Answers with a problem document where there is no trace to name, and ends the connection. */
export function refuse(response: ServerResponse, error: AppError): void {
  const body = JSON.stringify(toProblem(error, undefined));
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.writeHead(error.status, { 'Content-Type': problemContentType, Connection: 'close' }).end(body);
}
