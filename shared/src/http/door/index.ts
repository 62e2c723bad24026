export { behindDoor } from './behind-door.ts';
export { createDoor, type DoorOptions } from './create-door.ts';
export { refuse } from './refuse.ts';
