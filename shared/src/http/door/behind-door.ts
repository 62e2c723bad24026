import type { RequestListener } from 'node:http';
import { problemContentType, toProblem } from '../../errors/index.ts';
import { createDoor, type DoorOptions } from './create-door.ts';

/** For a listener that is no service: lets in who may come, and tells the others in a problem document. */
export function behindDoor(options: DoorOptions, listener: RequestListener): RequestListener {
  const letIn = createDoor(options);
  return (request, response) => {
    const refusal = letIn(request);
    if (!refusal) return listener(request, response);
    const body = JSON.stringify(toProblem(refusal, undefined));
    response.setHeader('Content-Length', Buffer.byteLength(body));
    response.writeHead(refusal.status, { 'Content-Type': problemContentType, Connection: 'close' }).end(body);
  };
}
