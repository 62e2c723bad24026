export { readFlags, refuseWhileOn, writeFlags } from './flag-file.ts';
export { checkScope, type Scope, type Switch } from './switch.ts';
export { untilInEffect } from './until-in-effect.ts';
