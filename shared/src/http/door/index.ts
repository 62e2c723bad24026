export { behindDoor } from './behind-door.ts';
export { createDoor, type Door, type DoorOptions } from './create-door.ts';
