import type { RequestListener } from 'node:http';
import { createDoor, type DoorOptions } from './create-door.ts';
import { refuse } from './refuse.ts';

/** For a listener that is no service: lets in who may come, and tells the others in a problem document. */
export function behindDoor(options: DoorOptions, listener: RequestListener): RequestListener {
  const letIn = createDoor(options);
  return (request, response) => {
    const refusal = letIn(request);
    if (refusal) refuse(response, refusal);
    else listener(request, response);
  };
}
